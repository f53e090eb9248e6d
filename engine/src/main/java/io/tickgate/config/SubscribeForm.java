package io.tickgate.config;

/** How streams are asked for. */
public enum SubscribeForm {
    /** In the URL while they fit in it, otherwise by message. */
    AUTO,
    /** In the URL of the connection. */
    URL,
    /** By a message on the open connection. */
    MESSAGE
}
