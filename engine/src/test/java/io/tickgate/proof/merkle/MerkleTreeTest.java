package io.tickgate.proof.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    /** All sizes up to here: beyond eight levels, with every kind of ragged edge. */
    private static final int SIZE_MAX = 300;

    /** The leaves of Certificate Transparency's test vectors (certificate-transparency, merkletree tests). */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final SubtreeStore store = new SubtreeStore();
    private final MerkleTree tree = new MerkleTree(store);
    private final MerkleProofs proofs = new MerkleProofs();
    private final Sha256 sha256 = new Sha256();

    private void fill(int size) {
        for (int i = 0; i < size; i++) {
            store.append(leaf(i));
        }
    }

    private byte[] leaf(int i) {
        return sha256.leaf(ByteBuffer.allocate(4).putInt(i).array());
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(HexFormat.of()::formatHex).toList();
    }

    @Test
    void shouldGiveTheRootsAndProofsOfTheTestVectors() {
        LEAVES.forEach(leaf -> store.append(sha256.leaf(HexFormat.of().parseHex(leaf))));

        List<byte[]> roots = new ArrayList<>();
        for (int size = 1; size <= LEAVES.size(); size++) {
            roots.add(tree.root(size));
        }
        assertEquals(ROOTS, hex(roots));
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                HexFormat.of().formatHex(tree.root(0)));
        assertEquals(
                List.of(
                        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"),
                hex(tree.inclusion(0, 8)));
        assertEquals(
                List.of(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
                hex(tree.consistency(6, 8)));
    }

    @Test
    void shouldProveEveryLeafOfEverySizeAndNoOther() {
        fill(SIZE_MAX);

        for (int size = 1; size <= SIZE_MAX; size++) {
            byte[] root = tree.root(size);
            for (int index = 0; index < size; index++) {
                List<byte[]> path = tree.inclusion(index, size);
                assertTrue(proofs.isIncluded(leaf(index), index, size, path, root), index + " of " + size);
                assertFalse(proofs.isIncluded(leaf(index + 1), index, size, path, root));
                assertFalse(size > 1 && proofs.isIncluded(leaf(index), (index + 1) % size, size, path, root));
            }
        }
    }

    @Test
    void shouldRefuseSpoiledPaths() {
        fill(SIZE_MAX);
        for (int size = 2; size <= SIZE_MAX; size += 7) {
            byte[] root = tree.root(size);
            for (int index = 0; index < size; index += 3) {
                List<byte[]> path = tree.inclusion(index, size);
                List<byte[]> shorter = path.subList(0, path.size() - 1);
                List<byte[]> longer = new ArrayList<>(path);
                longer.add(root);
                List<byte[]> spoiled = new ArrayList<>(path);
                spoiled.set(index % path.size(), root);

                assertFalse(proofs.isIncluded(leaf(index), index, size, shorter, root));
                assertFalse(proofs.isIncluded(leaf(index), index, size, longer, root));
                assertFalse(proofs.isIncluded(leaf(index), index, size, spoiled, root));
            }
        }
    }

    @Test
    void shouldProveThatEveryTreeBeganAsEverySmallerOne() {
        fill(SIZE_MAX);
        List<byte[]> roots = new ArrayList<>();
        for (int size = 0; size <= SIZE_MAX; size++) {
            roots.add(tree.root(size));
        }

        for (int size = 1; size <= SIZE_MAX; size++) {
            for (int first = 1; first <= size; first++) {
                List<byte[]> proof = tree.consistency(first, size);
                byte[] firstRoot = roots.get(first);
                byte[] root = roots.get(size);
                assertTrue(proofs.isConsistent(first, firstRoot, size, root, proof), first + " to " + size);
                assertFalse(proofs.isConsistent(first, roots.get(first - 1), size, root, proof));
                assertFalse(proofs.isConsistent(first, firstRoot, size, roots.get(size - 1), proof));
            }
        }
    }

    @Test
    void shouldProveManyLeavesAtOnceAndRefuseAnyOther() {
        fill(SIZE_MAX);
        Random random = new Random(1);

        for (int round = 0; round < 2_000; round++) {
            int size = 1 + random.nextInt(SIZE_MAX);
            long[] indexes = random.longs(1 + random.nextInt(20), 0, size)
                    .sorted()
                    .distinct()
                    .toArray();
            List<byte[]> leaves =
                    Arrays.stream(indexes).mapToObj(index -> leaf((int) index)).toList();
            List<byte[]> proof = tree.joint(indexes, size);
            byte[] root = tree.root(size);
            List<byte[]> others = new ArrayList<>(leaves);
            others.set(random.nextInt(others.size()), leaf(SIZE_MAX + 1));
            List<byte[]> longer = new ArrayList<>(proof);
            longer.add(root);

            assertTrue(proofs.areIncluded(indexes, leaves, size, proof, root));
            assertFalse(proofs.areIncluded(indexes, others, size, proof, root));
            assertFalse(proofs.areIncluded(indexes, leaves, size, longer, root));
            assertFalse(!proof.isEmpty()
                    && proofs.areIncluded(indexes, leaves, size, proof.subList(1, proof.size()), root));
        }
    }
}
