/**
 * The one byte form that is signed: JSON of objects with sorted keys, arrays, strings and booleans, without white space, in UTF-8. Every
 * value has exactly one spelling, so that equal content means equal bytes. {@code RECEIPTS.md} in the package above says it byte for byte. Stateless.
 */
@NullMarked
package io.tickgate.proof.canonical;

import org.jspecify.annotations.NullMarked;
