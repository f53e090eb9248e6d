package io.tickgate.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Asks for ports before anything is started, so that a port in use is a sentence and not a half-started process. */
final class Ports {
    private Ports() {}

    /**
     * Makes sure that a port can be bound now.
     *
     * @param host to bind.
     * @param port to bind, 0 for any.
     * @param option to name in the sentence.
     * @return the port; for 0 one that was free.
     * @throws CommandFailure when it is in use or the host is not of this machine.
     */
    static int free(String host, int port, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // As the servers do: what lingers from the run before is no obstacle.
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (UnknownHostException e) {
            throw new CommandFailure("the host " + host + " is unknown.", e);
        } catch (IOException e) {
            throw refused(host, port, option, e);
        }
    }

    /** The sentence for a failed bind. */
    static CommandFailure refused(String host, int port, String option, Throwable cause) {
        if (isInUse(cause)) {
            return new CommandFailure(
                    "port " + port + " of " + host + " is in use. Stop what uses it, or take another one: " + option
                            + " PORT (0: any free one).",
                    cause);
        }
        return new CommandFailure("cannot listen on port " + port + " of " + host + ": " + cause.getMessage(), cause);
    }

    private static boolean isInUse(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    && String.valueOf(cause.getMessage()).contains("in use")) {
                return true;
            }
        }
        return false;
    }

    /** Host and port as a browser on this machine may use them. */
    static String authority(String host, int port) {
        return reachable(host) + ":" + port;
    }

    private static String reachable(String host) {
        InetAddress address = address(host);
        if (address != null && address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return address instanceof Inet6Address && host.contains(":") ? "[" + host + "]" : host;
    }

    private static @Nullable InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return null; // It was bound a moment ago; then the name is shown as it is.
        }
    }
}
