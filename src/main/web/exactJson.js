/**
 * Reads JSON whose numbers `JSON.stringify` then writes as they stood: 10.50 stays 10.50, and a 64-bit integer keeps all
 * its digits. A browser that cannot do so shows them as JavaScript does.
 */
export function parseExactly(text) {
  return JSON.rawJSON ? JSON.parse(text, asWritten) : JSON.parse(text);
}

function asWritten(key, value, { source }) {
  return typeof value === 'number' && String(value) !== source ? JSON.rawJSON(source) : value;
}
