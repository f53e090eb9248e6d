package io.tickgate.feed.decode;

/** Texts that a venue sent, made fit for logs and terminals. */
final class VenueText {
    private VenueText() {}

    /** Cuts a text and replaces what is not printable: control, format and unassigned characters, halves of pairs. */
    static String clean(String text, int lengthMax) {
        StringBuilder clean = new StringBuilder();
        int index = 0;
        while (index < text.length() && clean.length() < lengthMax) {
            int character = text.codePointAt(index);
            index += Character.charCount(character);
            if (clean.length() + Character.charCount(character) <= lengthMax) {
                clean.appendCodePoint(isPrintable(character) ? character : '?');
            }
        }
        return clean.toString().strip();
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
