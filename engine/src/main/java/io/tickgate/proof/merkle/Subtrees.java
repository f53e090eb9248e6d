package io.tickgate.proof.merkle;

/** Hashes of the complete subtrees of a tree. */
@FunctionalInterface
public interface Subtrees {
    /**
     * Hash of a complete subtree of 2^level leaves.
     *
     * @param level 0 for a leaf.
     * @param index of the subtree on its level, from the left.
     * @return 32 bytes, not to be written.
     */
    byte[] hash(int level, long index);
}
