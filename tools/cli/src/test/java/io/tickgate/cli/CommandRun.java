package io.tickgate.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command did when it was run inside the test.
 *
 * @param code exit code.
 * @param out standard output.
 * @param err standard error.
 */
record CommandRun(int code, String out, String err) {
    static CommandRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = TickgateMain.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
