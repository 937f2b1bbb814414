import { useGraphiQL } from '@graphiql/react';
import { parseExactly } from './exactJson.js';

/** Wraps `fetch`: every answer keeps its numbers as they are written, and tells what it took, to its last byte. */
export function measured(tell) {
  return async (url, request) => {
    const start = performance.now();
    const response = await fetch(url, request);
    const body = await response.blob();
    tell({
      operation: JSON.parse(request.body).operationName,
      status: response.status,
      milliseconds: performance.now() - start,
      bytes: body.size,
      cache: response.headers.get('X-Cache'),
      requestId: response.headers.get('X-Request-Id'),
    });
    return { json: async () => parseExactly(await body.text()) };
  };
}

const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** The line under the response: what the last answer took, while its operation is the one at hand. */
export function Answer({ answer }) {
  const operation = useGraphiQL((state) => state.operationName);
  if (operation !== answer.operation) {
    return null;
  }
  return (
    <div className="catalog-answer" role="status">
      <span>HTTP {answer.status}</span>
      <span>{short.format(answer.milliseconds)} ms</span>
      <span>{short.format(answer.bytes / 1000)} kB</span>
      {answer.cache && <span>Cache {answer.cache}</span>}
      {answer.requestId && <span title="X-Request-Id, as in the gateway's log">{answer.requestId}</span>}
    </div>
  );
}
