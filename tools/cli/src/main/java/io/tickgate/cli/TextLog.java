package io.tickgate.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The process's text log, as {@code logback.xml} has it: how much it says, and that its last lines are written. Any thread may call. */
final class TextLog {
    private static final String OURS = "io.tickgate";
    private static volatile boolean isVerbose = isDebugAsked();

    private TextLog() {}

    private static boolean isDebugAsked() {
        String value = System.getenv(TickgateCommand.DEBUG_VARIABLE);
        return value != null && !value.isEmpty();
    }

    /** Says everything from now on. */
    static void verbose() {
        isVerbose = true;
        apply();
    }

    static boolean isVerbose() {
        return isVerbose;
    }

    /** To be called where a process begins that logs. */
    static void apply() {
        if (isVerbose) {
            logger(OURS).setLevel(Level.DEBUG);
        }
    }

    /** For commands whose result is what counts: only what is wrong is logged. */
    static void quiet() {
        if (!isVerbose) {
            logger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
            logger(OURS).setLevel(Level.WARN);
        }
    }

    /** Writes the lines that wait, and ends the log: what is logged later is lost. */
    static void flush() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
