package dev.catalog.response;

/** What the valve and the interceptor of the response cache share. */
record ResponseCache(
        NodeAnswers own, Answers answers, AnswerFlights flights, AnswerWriter writer, ResponseMetrics metrics) {}
