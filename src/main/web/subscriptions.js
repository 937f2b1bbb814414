import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-ws';

/** Whether the operation at hand is a subscription. */
export function isSubscription({ operationName }, { documentAST } = {}) {
  return Boolean(documentAST) && getOperationAST(documentAST, operationName)?.operation === 'subscription';
}

/** A token that is refused is refused again; what else closes a WebSocket, as a node that stops, passes. */
const FORBIDDEN = 4403;

/**
 * The results of a subscription, over a WebSocket of its own that bears the headers as they are now. What ends it is a
 * result too: GraphiQL shows no other.
 */
export function subscribed(url, parameters, headers) {
  const shouldRetry = (problem) => 'code' in problem && problem.code !== FORBIDDEN;
  const results = createClient({ url, connectionParams: headers, shouldRetry }).iterate(parameters);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => results.next().catch((end) => ({ done: false, value: { errors: errorsOf(end) } })),
    return: () => results.return(),
  };
}

function errorsOf(end) {
  if (Array.isArray(end)) {
    return end;
  }
  return [{ message: 'code' in end ? `The WebSocket was closed: ${end.code} ${end.reason}` : end.message }];
}
