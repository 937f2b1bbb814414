package dev.catalog.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Asks for the identity provider's keys once the gateway serves: the first caller does not wait for them, and the log
 * tells at once where they can't be had. No start waits or fails for it.
 */
@Component
@ConditionalOnWebApplication
final class KeysAtStart implements ApplicationListener<ApplicationReadyEvent> {

    private final ObjectProvider<JwtDecoder> decoder;
    private final IdentityProvider provider;
    private final String signedByNobody;

    KeysAtStart(
            ObjectProvider<JwtDecoder> decoder, IdentityProvider provider, OAuth2ResourceServerProperties properties) {
        this.decoder = decoder;
        this.provider = provider;
        String algorithm = properties.getJwt().getJwsAlgorithms().getFirst();
        this.signedByNobody = new JWSHeader(JWSAlgorithm.parse(algorithm)).toBase64URL() + ".e30.AA";
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        @Nullable JwtDecoder made = decoder.getIfAvailable();
        if (made != null) {
            Thread.ofVirtual().name("identity-provider").start(() -> ask(made));
        }
    }

    // A decoder asks for keys when it has a token to judge.
    private void ask(JwtDecoder made) {
        try {
            made.decode(signedByNobody);
        } catch (BadJwtException e) {
            return; // There are keys, and none of them has signed it.
        } catch (JwtException | JwtDecoderInitializationException e) {
            provider.failed(e);
            return;
        }
        throw new IllegalStateException("a token is taken that nobody has signed");
    }
}
