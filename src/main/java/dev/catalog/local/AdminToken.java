package dev.catalog.local;

import dev.catalog.startup.Setting;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.core.env.Environment;

/** The token with all scopes that a developer gets for one run. */
final class AdminToken {

    static final Setting SETTING = new Setting("catalog.security.admin-token");

    private static final Setting FIRST_OF_OTHERS = new Setting("catalog.security.tokens[0].value");
    private static final int BYTES = 32;

    private AdminToken() {}

    static boolean isChosenIn(Environment environment) {
        return SETTING.isSetIn(environment) || FIRST_OF_OTHERS.isSetIn(environment);
    }

    static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
