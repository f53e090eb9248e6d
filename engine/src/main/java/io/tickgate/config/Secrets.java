package io.tickgate.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Hides what must not be printed. */
final class Secrets {
    /** What a secret is shown as. */
    static final String MASK = "***";

    private static final Pattern SECRET_NAME = Pattern.compile("(^|[.-])(key|secret|token|password)s?($|[.-])");
    /** From the scheme to the last @: a password may hold an @ or / that nobody escaped. */
    private static final Pattern USER_INFO = Pattern.compile("//.*@");

    /** Behind the host of a webhook often stands a token. */
    private static final Pattern WEBHOOK_PATH = Pattern.compile("(//[^/]*)/.+");

    private static final Pattern QUERY = Pattern.compile("\\?.*");

    private Secrets() {}

    /** The value as it may be shown: masked when the name is that of a secret; of a URL without user, password and query. */
    static String mask(String name, String value) {
        if (value.isEmpty()) {
            return value; // That a secret is not set is none.
        }
        if (SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()) {
            return MASK;
        }
        if (!value.contains("//")) {
            return value;
        }
        String withoutUser = USER_INFO.matcher(value).replaceAll("//" + MASK + "@");
        if (name.endsWith("webhook-url")) {
            return WEBHOOK_PATH
                    .matcher(QUERY.matcher(withoutUser).replaceAll("/" + MASK))
                    .replaceAll("$1/" + MASK);
        }
        return QUERY.matcher(withoutUser).replaceAll("?" + MASK);
    }
}
