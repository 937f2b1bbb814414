// Asks twice by Apollo Client's link for persisted queries and tells each request: node apollo.js ADDRESS NAME METHOD
import { createHash } from 'node:crypto';
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';

const [uri, name, method] = process.argv.slice(2);

const tellingFetch = async (address, options) => {
  const members = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(address).searchParams);
  const sent = ['query', 'extensions'].filter((member) => members[member]);
  const response = await fetch(address, options);
  const cacheControl = response.ok ? '' : ` ${response.headers.get('cache-control')}`;
  console.log(`${options.method} ${sent.join('+')} ${response.status}${cacheControl}`);
  return response;
};

const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.from([
    new PersistedQueryLink({
      sha256: (document) => createHash('sha256').update(document).digest('hex'),
      useGETForHashedQueries: method === 'GET',
    }),
    new HttpLink({ uri, fetch: tellingFetch }),
  ]),
});

const query = gql(`query ${name} ($roots: Boolean) { categories(first: 1, filter: { roots: $roots }) { totalCount } }`);
for (const roots of [true, false]) {
  const { data } = await client.query({ query, variables: { roots }, fetchPolicy: 'no-cache' });
  console.log('data', typeof data.categories.totalCount);
}
