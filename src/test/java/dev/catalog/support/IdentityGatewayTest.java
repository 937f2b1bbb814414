package dev.catalog.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * A test of the whole gateway over HTTP, with the tokens of {@link HttpGatewayTest}, one that reads all, and those of the
 * {@linkplain TestIdentityProvider#shared() shared identity provider}. Its {@link SettableClock} stands still; all such tests
 * share one gateway, whose actuator is as open as settings can make it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(SettableClockConfiguration.class)
@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.security.admin-token=" + HttpGatewayTest.ADMIN_TOKEN,
            "catalog.security.tokens[0].value=" + HttpGatewayTest.WRITER_TOKEN,
            "catalog.security.tokens[0].scopes=catalog:write",
            "catalog.security.tokens[1].value=" + IdentityGatewayTest.READER_TOKEN,
            "catalog.security.tokens[1].scopes=catalog:read-all",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=${test.identity-provider}",
            "spring.security.oauth2.resourceserver.jwt.audiences=" + TestIdentityProvider.AUDIENCE,
            "management.endpoints.web.exposure.include=*",
            "spring.graphql.http.sse.keep-alive=1s"
        })
public @interface IdentityGatewayTest {

    /** A token with the scope {@code catalog:read-all} alone. */
    String READER_TOKEN = "reader-token-of-the-tests";
}
