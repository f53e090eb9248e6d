package io.tickgate.cli;

/** Text of a file that strangers wrote, made fit for a terminal. Stateless. */
final class TerminalText {
    private TerminalText() {}

    /**
     * Shows what a terminal would obey instead of print: control characters (line ends, escape, C1), characters that turn the direction of writing or that cannot be seen, and lone
     * surrogates, each as backslash, u and four hex digits.
     */
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isObeyed(point)) {
                for (char unit : Character.toChars(point)) {
                    shown.append(String.format("\\u%04x", (int) unit));
                }
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.toString();
    }

    private static boolean isObeyed(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
