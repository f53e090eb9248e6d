package io.tickgate.proof.merkle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Roots and proofs of a tree whose complete subtrees are known (RFC 6962, sections 2.1 to 2.1.2). Used by one thread at a time. */
public final class MerkleTree {
    private final Subtrees subtrees;
    private final Sha256 sha256 = new Sha256();

    /** Over the subtrees of one growing tree. */
    public MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** Root of the first leaves; of none the hash of nothing. */
    public byte[] root(long size) {
        return size == 0 ? sha256.of(new byte[0]) : range(0, size);
    }

    /**
     * The path of a leaf, from the leaf's sibling up.
     *
     * @param index of the leaf, from 0.
     * @param size of the tree, above the index.
     */
    public List<byte[]> inclusion(long index, long size) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of " + size + " leaves has no leaf " + index);
        }
        List<byte[]> path = new ArrayList<>();
        addInclusion(index, 0, size, path);
        return path;
    }

    private void addInclusion(long index, long begin, long end, List<byte[]> path) {
        if (end - begin == 1) {
            return;
        }
        long middle = begin + split(end - begin);
        if (index < middle) {
            addInclusion(index, begin, middle, path);
            path.add(range(middle, end));
        } else {
            addInclusion(index, middle, end, path);
            path.add(range(begin, middle));
        }
    }

    /**
     * The proof that a tree began as a smaller one.
     *
     * @param firstSize from 1 on.
     * @param size at least as large.
     */
    public List<byte[]> consistency(long firstSize, long size) {
        if (firstSize < 1 || firstSize > size) {
            throw new IllegalArgumentException("No proof from " + firstSize + " to " + size + " leaves");
        }
        List<byte[]> proof = new ArrayList<>();
        addConsistency(firstSize, 0, size, true, proof);
        return proof;
    }

    private void addConsistency(long first, long begin, long end, boolean isKnown, List<byte[]> proof) {
        long size = end - begin;
        if (first == size) {
            if (!isKnown) {
                proof.add(range(begin, end));
            }
            return;
        }
        long half = split(size);
        if (first <= half) {
            addConsistency(first, begin, begin + half, isKnown, proof);
            proof.add(range(begin + half, end));
        } else {
            addConsistency(first - half, begin + half, end, false, proof);
            proof.add(range(begin, begin + half));
        }
    }

    /**
     * One proof for many leaves: the hashes of the largest subtrees that hold none of them, from left to right.
     *
     * @param indexes ascending, at least one, below the size.
     * @param size of the tree.
     */
    public List<byte[]> joint(long[] indexes, long size) {
        List<byte[]> proof = new ArrayList<>();
        addJoint(indexes, 0, size, proof);
        return proof;
    }

    private void addJoint(long[] indexes, long begin, long end, List<byte[]> proof) {
        if (!isAnyWithin(indexes, begin, end)) {
            proof.add(range(begin, end));
        } else if (end - begin > 1) {
            long middle = begin + split(end - begin);
            addJoint(indexes, begin, middle, proof);
            addJoint(indexes, middle, end, proof);
        }
    }

    static boolean isAnyWithin(long[] indexes, long begin, long end) {
        int place = Arrays.binarySearch(indexes, begin);
        int first = place >= 0 ? place : -place - 1;
        return first < indexes.length && indexes[first] < end;
    }

    /** Hash over leaves of which the first is the left-most one of its subtree. */
    private byte[] range(long begin, long end) {
        long size = end - begin;
        if (Long.bitCount(size) == 1) {
            return subtrees.hash(Long.numberOfTrailingZeros(size), begin / size);
        }
        long half = split(size);
        return sha256.node(range(begin, begin + half), range(begin + half, end));
    }

    /** The greatest power of two below a size above 1. */
    static long split(long size) {
        return Long.highestOneBit(size - 1);
    }
}
