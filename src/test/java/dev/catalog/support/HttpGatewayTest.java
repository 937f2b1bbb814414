package dev.catalog.support;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * A test of the whole gateway over HTTP, with a token of all scopes and one of few; all such tests share one gateway,
 * and leave its catalog as it is. {@link GatewayClient} speaks to it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@CatalogGatewayTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.security.admin-token=" + HttpGatewayTest.ADMIN_TOKEN,
            "catalog.security.tokens[0].value=" + HttpGatewayTest.WRITER_TOKEN,
            "catalog.security.tokens[0].scopes=catalog:write",
            "spring.graphql.cors.allowed-origins=" + HttpGatewayTest.ORIGIN,
            "catalog.documents.trusted-file=src/test/resources/documents/trusted.json",
            "catalog.documents.trusted-mode=prefer",
            // A client that is gone is noticed with the next one.
            "spring.graphql.http.sse.keep-alive=1s"
        })
public @interface HttpGatewayTest {

    /** The one origin whose pages may ask. */
    String ORIGIN = "https://shop.example";

    /** A token with all scopes. */
    String ADMIN_TOKEN = "admin-token-of-the-tests";

    /** A token with the scope {@code catalog:write} alone. */
    String WRITER_TOKEN = "writer-token-of-the-tests";
}
