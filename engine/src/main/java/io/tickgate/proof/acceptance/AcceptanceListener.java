package io.tickgate.proof.acceptance;

/** Told of a signed acceptance, on thread {@code sign}: must not block and must not throw. */
@FunctionalInterface
public interface AcceptanceListener {
    /**
     * The acceptance is signed.
     *
     * @param json one JSON object in the canonical form.
     */
    void onSigned(String json);
}
