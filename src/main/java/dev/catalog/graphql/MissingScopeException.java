package dev.catalog.graphql;

import dev.catalog.security.Caller;

/** A field was asked for in a way that the caller's token does not allow. */
final class MissingScopeException extends RuntimeException {

    private final ErrorCode code;

    /** The caller lacks the scope that the field, argument or input field of this name demands. */
    MissingScopeException(Caller caller, String place, String scope) {
        super("%s needs a token with the scope %s.".formatted(place, scope), null, false, false);
        this.code = caller.authenticated() ? ErrorCode.FORBIDDEN : ErrorCode.UNAUTHENTICATED;
    }

    ErrorCode code() {
        return code;
    }
}
