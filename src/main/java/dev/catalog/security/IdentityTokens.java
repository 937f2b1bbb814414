package dev.catalog.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;

/**
 * Authenticates the JWTs of an identity provider, by the decoder that Spring's settings make.
 * <p>What can't be a signed JWT is refused without asking the provider for anything. A token that can't be judged, as the
 * provider does not tell its keys, is no bad token: {@link AuthenticationServiceException}.
 */
final class IdentityTokens implements AuthenticationProvider {

    private static final Logger log = LoggerFactory.getLogger(IdentityTokens.class);

    private final JwtAuthenticationProvider tokens;
    private final IdentityProvider provider;

    IdentityTokens(
            JwtDecoder decoder,
            Converter<Jwt, ? extends AbstractAuthenticationToken> converter,
            IdentityProvider provider) {
        this.tokens = new JwtAuthenticationProvider(decoder);
        this.tokens.setJwtAuthenticationConverter(converter);
        this.provider = provider;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication request) {
        if (!isSigned(((BearerTokenAuthenticationToken) request).getToken())) {
            throw new InvalidBearerTokenException("neither a known token nor a signed JWT");
        }
        try {
            return tokens.authenticate(request);
        } catch (InvalidBearerTokenException e) {
            log.debug("A JWT is refused: {}", e.getMessage());
            throw e;
        } catch (JwtDecoderInitializationException e) {
            provider.failed(e);
            throw new AuthenticationServiceException("the identity provider's keys are not known", e);
        } catch (ClassCastException e) {
            throw new InvalidBearerTokenException("a scope that is no string", e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
    }

    // A signature that only holders of a shared secret could make is none that a provider's public keys could prove.
    private static boolean isSigned(String token) {
        try {
            return JWSAlgorithm.Family.SIGNATURE.contains(
                    SignedJWT.parse(token).getHeader().getAlgorithm());
        } catch (ParseException | IllegalArgumentException e) {
            return false;
        }
    }
}
