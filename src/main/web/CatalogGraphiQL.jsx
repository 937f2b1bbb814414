import { useMemo, useState } from 'react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher, createLocalStorage } from '@graphiql/toolkit';
import { Answer, measured } from './Answer.jsx';
import { blankHeaders, blankOperation, examples } from './examples.js';
import { isSubscription, subscribed } from './subscriptions.js';

// Relative to the page, so that the gateway may stand behind any host, port and path.
const url = new URL('../graphql', location.href).href;
const socketUrl = url.replace(/^http/, 'ws');
const plugins = [HISTORY_PLUGIN, explorerPlugin()];
// A name of its own: other projects' GraphiQL on localhost keeps its tabs in the same browser storage.
const storage = createLocalStorage({ namespace: 'catalog-graphiql' });

export function CatalogGraphiQL() {
  const [answer, setAnswer] = useState(null);
  const fetcher = useMemo(() => {
    const http = createGraphiQLFetcher({
      url,
      fetch: measured(setAnswer),
      schemaFetcher: createGraphiQLFetcher({ url }),
      enableIncrementalDelivery: false,
    });
    return (parameters, options) =>
      isSubscription(parameters, options)
        ? subscribed(socketUrl, parameters, options?.headers)
        : http(parameters, options);
  }, []);

  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      storage={storage}
      defaultTabs={examples}
      defaultQuery={blankOperation}
      defaultHeaders={blankHeaders}
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>Catalog</GraphiQL.Logo>
      {answer && (
        <GraphiQL.Footer>
          <Answer answer={answer} />
        </GraphiQL.Footer>
      )}
    </GraphiQL>
  );
}
