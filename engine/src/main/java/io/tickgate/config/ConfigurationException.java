package io.tickgate.config;

import java.io.Serial;
import java.util.List;

/** The configuration cannot be used. Says everything that is wrong with it, one readable line each, for the operator. */
public final class ConfigurationException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /**
     * Of one or more problems.
     *
     * @param problems a line each, with property, place, value and what is allowed.
     */
    public ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, a line each. */
    public List<String> problems() {
        return problems;
    }
}
