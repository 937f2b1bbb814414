// Asks by event streams, each on a connection of its own, by graphql-sse, and follows a job: node stream.js ADDRESS TOKEN JOB
import { createClient } from 'graphql-sse';

const [url, token, job] = process.argv.slice(2);
const client = createClient({
  url,
  headers: { Authorization: `Bearer ${token}` },
  retryAttempts: 0,
});

for await (const result of client.iterate({ query: '{ __typename }' })) {
  console.log('query', JSON.stringify(result.data));
}
for await (const result of client.iterate({ query: '{ nothing }' })) {
  console.log('error', result.errors[0].extensions.code);
}
for await (const result of client.iterate({
  query: 'subscription ($id: ID!) { warmingJobUpdated(id: $id) { status } }',
  variables: { id: job },
})) {
  console.log('subscription', result.data.warmingJobUpdated.status);
}
client.dispose();
console.log('done');
