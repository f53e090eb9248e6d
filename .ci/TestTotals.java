import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Sums the reports of test runs: {@code java .ci/TestTotals.java [--since 2026-01-31T12:00:00Z] DIR…}. A line a module, and at the end
 * {@code N passed, N failed, N skipped}. Reports that are older than the given time are those of tests that are gone, and do not count.
 * Exit code 1 when a test failed.
 */
public final class TestTotals {
    private static final class Sum {
        private int tests;
        private int failed;
        private int skipped;

        private void add(int tests, int failed, int skipped) {
            this.tests += tests;
            this.failed += failed;
            this.skipped += skipped;
        }

        @Override
        public String toString() {
            return (tests - failed - skipped) + " passed, " + failed + " failed, " + skipped + " skipped";
        }
    }

    /** Prints the sums. */
    public static void main(String[] arguments) throws IOException, XMLStreamException {
        boolean hasSince = arguments.length > 1 && arguments[0].equals("--since");
        Instant since = hasSince ? Instant.parse(arguments[1]) : Instant.EPOCH;
        Map<String, Sum> modules = new TreeMap<>();
        Sum total = new Sum();
        for (int i = hasSince ? 2 : 0; i < arguments.length; i++) {
            Path root = Path.of(arguments[i]).toAbsolutePath().normalize();
            for (Path report : reports(root, since)) {
                String module = root.relativize(report.getParent().getParent().getParent()).toString();
                Sum sum = modules.computeIfAbsent(arguments.length > (hasSince ? 3 : 1) ? root + ": " + module : module, m -> new Sum());
                add(report, sum, total);
            }
        }
        System.out.println();
        System.out.println("Tests of all modules:");
        modules.forEach((module, sum) -> System.out.println("  " + module + ": " + sum));
        System.out.println(total);
        System.exit(total.failed > 0 ? 1 : 0);
    }

    private static List<Path> reports(Path root, Instant since) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                boolean isOfNoUse = name.equals("src") || name.equals("node_modules") || name.startsWith(".");
                return isOfNoUse && !folder.equals(root) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean isReport = file.getParent().endsWith(Path.of("target", "surefire-reports"))
                        && file.getFileName().toString().matches("TEST-.*\\.xml");
                if (isReport && !attributes.lastModifiedTime().toInstant().isBefore(since)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** A report's root element has the sums as attributes. */
    private static void add(Path report, Sum sum, Sum total) throws IOException, XMLStreamException {
        try (InputStream bytes = Files.newInputStream(report)) {
            XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(bytes);
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                // Comments come before the root element.
            }
            int tests = number(xml, "tests");
            int failed = number(xml, "failures") + number(xml, "errors");
            int skipped = number(xml, "skipped");
            sum.add(tests, failed, skipped);
            total.add(tests, failed, skipped);
        }
    }

    private static int number(XMLStreamReader xml, String attribute) {
        return Integer.parseInt(xml.getAttributeValue(null, attribute));
    }
}
