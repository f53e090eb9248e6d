package io.tickgate.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher in a folder with blanks, with a Maven and a Java that only say how they were called. */
@Tag("slow")
@Timeout(120)
class LauncherTest {
    private static final Path ROOT = Path.of(System.getProperty("tickgate.root"));
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo "maven $* JAVA_HOME=$JAVA_HOME" >>calls
            echo "[INFO] Building Tickgate command line 0.1.0-SNAPSHOT    [5/6]"
            if [ -f broken ]; then echo "[ERROR] Foo.java:[1,2] ';' expected"; exit 1; fi
            case "$*" in *"-pl perf "*) module=perf ;; *"-pl tools/cli "*) module=tools/cli ;; esac
            mkdir -p $module/target/lib
            touch $module/target/tickgate-x.jar $module/target/lib/y.jar
            """;
    private static final String FAKE_JAVA = """
            #!/bin/sh
            for argument in "$@"; do echo "argument=$argument"; done
            exit 7
            """;

    @TempDir
    Path folder;

    private Path home;
    private Path jdk;

    @BeforeEach
    void layOut() throws IOException {
        home = folder.resolve("a home");
        for (String module : List.of("engine", "gateway", "perf", "tools/cli", "tools/exchange-simulator")) {
            write(home.resolve(module).resolve("src/main/java/Some.java"), "");
            write(home.resolve(module).resolve("pom.xml"), "");
        }
        write(home.resolve("pom.xml"), "");
        write(home.resolve("config/logback.xml"), "");
        Files.copy(ROOT.resolve("tickgate"), home.resolve("tickgate"));
        executable(home.resolve("mvnw"), FAKE_MAVEN);
        jdk = jdk("17.0.1");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
            }
        }
    }

    @Test
    void shouldBuildOnceAndHandArgumentsAndExitCodeThrough() throws Exception {
        Launch first = start("run", "--data", "a b", "-D", "x=*").await();
        Launch second = start("version").await();

        assertEquals(7, first.code(), first.err());
        assertTrue(first.err().contains("Building Tickgate with JDK 17"), first.err());
        assertTrue(first.err().contains("5 of 6: Tickgate command line\n"), first.err());
        assertTrue(first.out().endsWith("argument=run\nargument=--data\nargument=a b\nargument=-D\nargument=x=*\n"));
        assertTrue(first.out().contains("argument=-XX:+UseZGC\n"), first.out());
        assertTrue(first.out().contains("argument=io.tickgate.cli.TickgateMain\n"), first.out());
        assertTrue(first.out().contains("/*\nargument=io.tickgate.cli.TickgateMain\n"), first.out());
        assertEquals("", second.err(), "nothing to say when there is nothing to build");
        assertEquals(1, builds());
    }

    @Test
    void shouldWorkThroughASymlinkFromElsewhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("tg"), home.resolve("tickgate"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("tg2"), Path.of("tg"));

        Launch direct = start(link, "version").await();
        Launch twice = start(linkToLink, "version").await();

        assertEquals(7, direct.code(), direct.err());
        assertEquals(7, twice.code(), twice.err());
        assertEquals(1, builds());
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewerOrGone() throws Exception {
        start("version").await();
        Path source = home.resolve("engine/src/main/java/Some.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));

        Launch changed = start("version").await();
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
        start("version").await();
        Files.delete(home.resolve("gateway/src/main/java/Some.java"));
        start("version").await();
        write(home.resolve("perf/src/main/java/New.java"), "");
        start("version").await();

        assertTrue(changed.err().contains("as sources have changed"), changed.err());
        assertEquals(3, builds(), "the measurements are not built for other commands");
    }

    @Test
    void shouldBuildOnceWhenTwoStartAtTheSameTime() throws Exception {
        Started one = start("version");
        Started two = start("version");

        Launch first = one.await();
        Launch second = two.await();

        assertEquals(7, first.code(), first.err());
        assertEquals(7, second.code(), second.err());
        assertEquals(1, builds());
    }

    @Test
    void shouldLeaveTheLockOfAnotherWhenStoppedWhileWaiting() throws Exception {
        write(
                home.resolve("target/launcher/build.lock/pid"),
                ProcessHandle.current().pid() + "\n");

        Started waiting = start("version");
        waiting.awaitErr("Another tickgate is building");
        waiting.process.destroy();
        Launch stopped = waiting.await();

        assertEquals(143, stopped.code());
        assertTrue(Files.exists(home.resolve("target/launcher/build.lock/pid")));
    }

    @Test
    void shouldTakeOverTheLockOfAProcessThatIsGone() throws Exception {
        Process gone = new ProcessBuilder("/bin/true").start();
        gone.waitFor();
        write(home.resolve("target/launcher/build.lock/pid"), gone.pid() + "\n");

        Launch launch = start("version").await();

        assertEquals(7, launch.code(), launch.err());
        assertEquals(1, builds());
    }

    @Test
    void shouldShowTheErrorAndKeepTheLogWhenTheBuildFails() throws Exception {
        write(home.resolve("broken"), "");

        Launch failed = start("version").await();
        Files.delete(home.resolve("broken"));
        Launch mended = start("version").await();

        assertEquals(1, failed.code());
        assertTrue(failed.err().contains("[ERROR] Foo.java:[1,2] ';' expected"), failed.err());
        assertTrue(failed.err().contains("/target/launcher/build.log"), failed.err());
        assertEquals("", failed.out());
        assertEquals(7, mended.code(), mended.err());
    }

    @Test
    void shouldGiveEachJavaWhatItNeeds() throws Exception {
        Launch on17 = start("demo").await();
        jdk = jdk("21.0.4");
        Launch on21 = start("demo").await();
        jdk = jdk("25");
        Launch on25 = start("demo").await();
        Launch stat = start("-v", "stat").await();
        Launch bench = start("bench", "fanout").await();

        assertTrue(!on17.out().contains("ZGenerational") && !on17.out().contains("native-access"), on17.out());
        assertTrue(on21.out().contains("argument=-XX:+ZGenerational\n"), on21.out());
        assertTrue(on25.out().contains("argument=--enable-native-access=ALL-UNNAMED\n"), on25.out());
        assertTrue(on25.out().contains("argument=--sun-misc-unsafe-memory-access=allow\n"), on25.out());
        assertTrue(stat.out().contains("argument=-XX:+UseSerialGC\n"), stat.out());
        assertTrue(bench.out().endsWith("/*\nargument=io.tickgate.perf.PerfMain\nargument=fanout\n"), bench.out());
    }

    @Test
    void shouldLetTheUsersJavaOptionsWin() throws Exception {
        ProcessBuilder builder = builder(home.resolve("tickgate"), "demo");
        builder.environment().put("TICKGATE_JAVA_OPTS", "-Xmx4g -Dy=*");

        String out = new Started(builder, folder).await().out();

        assertTrue(out.indexOf("argument=-Xmx4g\n") > out.indexOf("argument=-Xmx1g\n"), out);
        assertTrue(out.contains("argument=-Dy=*\n"), out);
    }

    @Test
    void shouldOpenWhatTheTestsOpen() throws Exception {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        String opens = pom.replaceAll("(?s).*<jvm.opens>(.*?)</jvm.opens>.*", "$1");

        String launch = start("run").await().out();

        assertAll(Arrays.stream(opens.trim().split("\\s+"))
                .map(flag -> () -> assertTrue(launch.contains("argument=" + flag + "\n"), flag)));
    }

    private long builds() throws IOException {
        return Files.readAllLines(home.resolve("calls")).size();
    }

    private Started start(String... arguments) throws IOException {
        return start(home.resolve("tickgate"), arguments);
    }

    private Started start(Path launcher, String... arguments) throws IOException {
        return new Started(builder(launcher, arguments), folder);
    }

    private ProcessBuilder builder(Path launcher, String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().remove("TICKGATE_JAVA_OPTS");
        return builder;
    }

    private Path jdk(String version) throws IOException {
        Path made = folder.resolve("jdk " + version);
        write(made.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(made.resolve("bin/java"), FAKE_JAVA);
        executable(made.resolve("bin/javac"), FAKE_JAVA);
        return made;
    }

    private static void executable(Path file, String text) throws IOException {
        write(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** What a launch came to. */
    private record Launch(int code, String out, String err) {}

    /** A launch under way. */
    private static final class Started {
        private final Process process;
        private final Path out;
        private final Path err;

        Started(ProcessBuilder builder, Path folder) throws IOException {
            out = Files.createTempFile(folder, "out", ".txt");
            err = Files.createTempFile(folder, "err", ".txt");
            process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        }

        void awaitErr(String text) throws IOException {
            long startNs = System.nanoTime();
            while (!Files.readString(err).contains(text)) {
                assertTrue(System.nanoTime() - startNs < TimeUnit.SECONDS.toNanos(60), text);
                LockSupport.parkNanos(10_000_000);
            }
        }

        Launch await() throws IOException, InterruptedException {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
            return new Launch(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }
}
