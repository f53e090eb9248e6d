package io.tickgate.proof.merkle;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks proofs that others made (RFC 9162, sections 2.1.3.2 and 2.1.4.2). Used by one thread at a time. */
public final class MerkleProofs {
    private final Sha256 sha256 = new Sha256();

    /**
     * Whether a leaf is in a tree.
     *
     * @param leafHash hash of the leaf.
     * @param index of the leaf.
     * @param size of the tree.
     * @param path from the leaf's sibling up.
     * @param root of the tree.
     */
    public boolean isIncluded(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        byte[] computed = rootOf(leafHash, index, size, path);
        return computed != null && Arrays.equals(computed, root);
    }

    /** The root that a path leads to, or null when it has not the length that it must have. */
    public byte @Nullable [] rootOf(byte[] leafHash, long index, long size, List<byte[]> path) {
        if (index < 0 || index >= size) {
            return null;
        }
        long place = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return null;
            }
            if ((place & 1) == 1 || place == last) {
                hash = sha256.node(sibling, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = sha256.node(hash, sibling);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 ? hash : null;
    }

    /**
     * Whether a tree began as a smaller one.
     *
     * @param firstSize of the smaller, from 1 on.
     * @param firstRoot of the smaller.
     * @param size of the larger.
     * @param root of the larger.
     * @param proof between them; empty for equal sizes.
     */
    public boolean isConsistent(long firstSize, byte[] firstRoot, long size, byte[] root, List<byte[]> proof) {
        if (firstSize < 1 || firstSize > size) {
            return false;
        }
        if (firstSize == size) {
            return proof.isEmpty() && Arrays.equals(firstRoot, root);
        }
        Deque<byte[]> rest = new ArrayDeque<>(proof);
        if (Long.bitCount(firstSize) == 1) {
            rest.addFirst(firstRoot);
        }
        return !rest.isEmpty() && leadsToBoth(firstSize - 1, firstRoot, size - 1, root, rest);
    }

    private boolean leadsToBoth(long firstLast, byte[] firstRoot, long secondLast, byte[] root, Deque<byte[]> proof) {
        long place = firstLast;
        long last = secondLast;
        while ((place & 1) == 1) {
            place >>= 1;
            last >>= 1;
        }
        byte[] first = proof.removeFirst();
        byte[] second = first;
        for (byte[] hash : proof) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                first = sha256.node(hash, first);
                second = sha256.node(hash, second);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                second = sha256.node(second, hash);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(first, firstRoot) && Arrays.equals(second, root);
    }

    /**
     * Whether many leaves are in a tree, by one joint proof.
     *
     * @param indexes ascending, at least one.
     * @param leafHashes of the leaves, as many.
     * @param size of the tree.
     * @param proof as {@link MerkleTree#joint} makes it; not one hash more or less.
     * @param root of the tree.
     */
    public boolean areIncluded(long[] indexes, List<byte[]> leafHashes, long size, List<byte[]> proof, byte[] root) {
        if (indexes.length == 0
                || indexes.length != leafHashes.size()
                || indexes[0] < 0
                || indexes[indexes.length - 1] >= size) {
            return false;
        }
        for (int i = 1; i < indexes.length; i++) {
            if (indexes[i] <= indexes[i - 1]) {
                return false;
            }
        }
        Deque<byte[]> leaves = new ArrayDeque<>(leafHashes);
        Deque<byte[]> rest = new ArrayDeque<>(proof);
        byte[] computed = join(indexes, 0, size, leaves, rest);
        return computed != null && rest.isEmpty() && Arrays.equals(computed, root);
    }

    private byte @Nullable [] join(long[] indexes, long begin, long end, Deque<byte[]> leaves, Deque<byte[]> proof) {
        if (!MerkleTree.isAnyWithin(indexes, begin, end)) {
            return proof.pollFirst();
        }
        if (end - begin == 1) {
            return leaves.pollFirst();
        }
        long middle = begin + MerkleTree.split(end - begin);
        byte[] left = join(indexes, begin, middle, leaves, proof);
        byte[] right = join(indexes, middle, end, leaves, proof);
        return left == null || right == null ? null : sha256.node(left, right);
    }
}
