package io.tickgate.mirror;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis is and how to log in. Its text never shows the password.
 *
 * @param host name or address, without the brackets of IPv6.
 * @param port 1 to 65535.
 * @param user of the ACL, or null for the default one.
 * @param password or null for none.
 * @param isTls whether the connection is encrypted.
 * @param database number, 0 or above.
 */
public record RedisAddress(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        boolean isTls,
        int database) {
    private static final int PORT_DEFAULT = 6379;
    private static final int PORT_MAX = 65_535;
    private static final String FORM = "redis://user:password@host:6379/0 (rediss for TLS)";

    /** A server without login, such as one on this machine. */
    public static RedisAddress of(String host, int port) {
        return new RedisAddress(host, port, null, null, false, 0);
    }

    /**
     * Reads an address such as {@code redis://user:password@host:6379/0}. Port, login and database may be left out; what is special
     * in URLs is escaped by {@code %}.
     *
     * @param text of the URL.
     * @return the address.
     * @throws IllegalArgumentException with what is wrong; the text is not in it, as it may hold a password.
     */
    public static RedisAddress parse(String text) {
        URI uri = uri(text.trim());
        String scheme = String.valueOf(uri.getScheme());
        if (!scheme.equals("redis") && !scheme.equals("rediss")) {
            throw new IllegalArgumentException("A Redis URL starts with redis:// or rediss://, as in " + FORM);
        }
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("The Redis URL names no host; it has the form " + FORM
                    + ", with / ? # @ : % in a password written as %2F %3F %23 %40 %3A %25");
        }
        if (uri.getQuery() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("The Redis URL has a part behind ? or #, which means nothing here");
        }
        int port = uri.getPort() < 0 ? PORT_DEFAULT : uri.getPort();
        if (port == 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("The Redis URL has port " + port + "; allowed are 1 to " + PORT_MAX);
        }
        String[] login = login(uri.getRawUserInfo());
        return new RedisAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                emptyToNull(login[0]),
                emptyToNull(login[1]),
                scheme.equals("rediss"),
                database(uri.getPath()));
    }

    @SuppressWarnings("UnusedException")
    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Neither the message nor the cause: both repeat the text.
            throw new IllegalArgumentException("The Redis URL is malformed; it has the form " + FORM);
        }
    }

    private static String[] login(@Nullable String rawUserInfo) {
        if (rawUserInfo == null) {
            return new String[] {"", ""};
        }
        int colon = rawUserInfo.indexOf(':');
        return colon < 0
                ? new String[] {decoded(rawUserInfo), ""}
                : new String[] {decoded(rawUserInfo.substring(0, colon)), decoded(rawUserInfo.substring(colon + 1))};
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static int database(@Nullable String path) {
        if (path == null || path.isEmpty() || path.equals("/")) {
            return 0;
        }
        try {
            int database = Integer.parseInt(path.substring(1));
            if (database >= 0) {
                return database;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(noDatabase(path), e);
        }
        throw new IllegalArgumentException(noDatabase(path));
    }

    private static String noDatabase(String path) {
        return "The Redis URL names database \"" + path.substring(1) + "\"; it is a number from 0 on";
    }

    /** As a URL, for people: the password is masked. */
    @Override
    public String toString() {
        String login = password == null ? "" : (user == null ? "" : user) + ":***@";
        return (isTls ? "rediss://" : "redis://") + login + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":"
                + port + "/" + database;
    }
}
