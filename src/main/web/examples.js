const operations = import.meta.glob('./operations/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob('./operations/*.variables.json', { query: '?raw', import: 'default', eager: true });

/** The headers of a new tab. They may hold comments, so nothing is sent until the line is filled in. */
export const blankHeaders = `{
  // "Authorization": "Bearer <token>"
}`;

/** The operation of a new tab. */
export const blankOperation = `# Ctrl-Space offers what fits, Ctrl-Enter runs it.
{
  ${''}
}
`;

/** The tabs of a first visit, in the order of their files' names. */
export const examples = Object.keys(operations)
  .sort()
  .map((file) => ({
    query: operations[file].trim(),
    variables: variables[file.replace('.graphql', '.variables.json')]?.trim(),
    headers: blankHeaders,
  }));
