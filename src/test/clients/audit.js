// Audits the endpoint by the suite of graphql-http: node audit.js ADDRESS
import { auditServer } from 'graphql-http';

const results = await auditServer({ url: process.argv[2] });
const missed = results.filter((result) => result.status !== 'ok');
for (const { id, name, reason } of missed) {
  console.log(`${id} ${name}: ${reason}`);
}
console.log(`${results.length} audits: ${results.length - missed.length} ok`);
