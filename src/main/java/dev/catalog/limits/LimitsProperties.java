package dev.catalog.limits;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds that an operation must keep.
 *
 * @param timeout Longest time of one operation. What is not read by then fails as unavailable, and its statements are
 *     cancelled. The body of a request has as long to arrive.
 * @param maxDepth Most fields on one path of an operation, the leaf included. Those of introspection are not counted.
 * @param maxCost Most objects that an operation may return, and weights of its fields beside them. Lists without a page
 *     size are counted as ten.
 * @param maxAliases Most aliases that an operation gives one field of one type.
 * @param maxRootFields Most fields that an operation asks the root for.
 * @param maxDirectives Most directives of an operation, those of a fragment counted wherever it is spread.
 * @param maxTokens Most tokens of a document. Its operations may have no more fields, fragments, directives and values
 *     than that either, those of a fragment counted wherever it is spread.
 * @param maxCharacters Most characters of a document.
 * @param maxBody Largest body of a request, and largest message on a WebSocket.
 * @param maxVariableDepth How deep lists and objects may nest in a variable.
 * @param maxListLength Most items of a list in a variable.
 * @param warnOnly Whether operations beyond a bound are carried out, and the log tells of them. Bodies and times are
 *     bounded even so.
 */
@Validated
@ConfigurationProperties("catalog.limits")
public record LimitsProperties(
        @DefaultValue("10s") @DurationMin(millis = 1) Duration timeout,

        @DefaultValue("15") @Min(1) int maxDepth,

        @DefaultValue("20000") @Min(1) int maxCost,

        @DefaultValue("30") @Min(0) int maxAliases,

        @DefaultValue("20") @Min(1) int maxRootFields,

        @DefaultValue("100") @Min(0) int maxDirectives,

        @DefaultValue("15000") @Min(1) int maxTokens,

        @DefaultValue("100000") @Min(1) int maxCharacters,

        @DefaultValue("1MB") DataSize maxBody,

        @DefaultValue("10") @Min(0) int maxVariableDepth,

        @DefaultValue("1000") @Min(0) int maxListLength,

        @DefaultValue("false") boolean warnOnly) {

    /** The largest body in bytes. */
    @Min(1)
    @Max(Integer.MAX_VALUE)
    public long maxBytes() {
        return maxBody.toBytes();
    }
}
