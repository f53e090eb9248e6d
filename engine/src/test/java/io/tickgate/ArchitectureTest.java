package io.tickgate;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.lmax.disruptor.EventHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.tickgate.market.Market;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The boundaries of the engine's packages. */
class ArchitectureTest {
    /** The folder or jar that the market comes from: this module without its tests and without the simulator. */
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .importUrl(Market.class.getProtectionDomain().getCodeSource().getLocation());

    private static final String[] EXACT = {"io.tickgate.input", "io.tickgate.journal", "io.tickgate.market"};

    @Test
    void shouldLetTheMarketSeeRecordsAndNothingOfTheWorld() {
        classes()
                .that()
                .resideInAPackage("io.tickgate.market")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.tickgate.market",
                        "io.tickgate.record",
                        // Pure functions of numbers that queries and proofs use, too.
                        "io.tickgate.touch",
                        "org.agrona..",
                        "org.jspecify..",
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "java.nio",
                        "java.nio.charset",
                        "java.security"))
                .check(ENGINE);
    }

    @Test
    void shouldGiveTheMarketNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAPackage("io.tickgate.market")
                .should()
                .dependOnClassesThat(DescribedPredicate.or(
                        resideInAPackage("java.time.."),
                        named("java.util.Random"),
                        named("java.util.UUID"),
                        named("java.util.Date"),
                        named("java.security.SecureRandom"),
                        named("java.lang.Thread"),
                        named("java.util.HashSet")))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .check(ENGINE);
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, each -> each.getName().equals(name));
    }

    @Test
    void shouldLetRecordsDependOnNoOtherPackage() {
        noClasses()
                .that()
                .resideInAPackage("io.tickgate.record")
                .should()
                .dependOnClassesThat(DescribedPredicate.and(
                        resideInAPackage("io.tickgate.."),
                        DescribedPredicate.not(resideInAPackage("io.tickgate.record"))))
                .check(ENGINE);
    }

    @Test
    void shouldKeepTheDisruptorInInput() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tickgate.input")
                .should()
                .dependOnClassesThat(DescribedPredicate.and(
                        resideInAPackage("com.lmax.."),
                        DescribedPredicate.not(named(EventHandler.class.getName())),
                        // The supertype of EventHandler, whose default methods count as its own.
                        DescribedPredicate.not(named("com.lmax.disruptor.EventHandlerBase"))))
                .check(ENGINE);
    }

    @Test
    void shouldKeepChronicleInTheJournal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tickgate.journal")
                .should()
                .dependOnClassesThat(resideInAPackage("net.openhft.."))
                .check(ENGINE);
    }

    @Test
    void shouldKeepJedisInTheMirrorAndTheCluster() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.tickgate.mirror..", "io.tickgate.cluster..")
                .should()
                .dependOnClassesThat(resideInAPackage("redis.clients.."))
                .check(ENGINE);
    }

    @Test
    void shouldKnowNoHttpServer() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.undertow.."))
                .check(ENGINE);
    }

    @Test
    void shouldHaveNoCycleBetweenPackages() {
        slices().matching("io.tickgate.(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void shouldNotCountInFloatingPointWherePricesAreExact() {
        fields().that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXACT)
                .should()
                .notHaveRawType(double.class)
                .andShould()
                .notHaveRawType(float.class)
                .check(ENGINE);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(EXACT)
                .should()
                .notHaveRawReturnType(double.class)
                .andShould()
                .notHaveRawReturnType(float.class)
                .check(ENGINE);
        noClasses()
                .that()
                .resideInAnyPackage(EXACT)
                .should()
                .dependOnClassesThat(
                        DescribedPredicate.or(named(BigDecimal.class.getName()), named(Double.class.getName())))
                .check(ENGINE);
    }

    @Test
    void shouldLetNobodySeeTheAssembly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.tickgate.engine")
                .should()
                .dependOnClassesThat(resideInAPackage("io.tickgate.engine"))
                .check(ENGINE);
    }
}
