package io.tickgate.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tickgate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.tickgate.simulator";

    @ArchTest
    static final ArchRule KNOWS_NO_OTHER_MODULE = classes()
            .that()
            .resideInAPackage(ROOT + "..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + "..",
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "com.fasterxml.jackson.core..",
                    "io.undertow..",
                    "org.xnio..");

    @ArchTest
    static final ArchRule HAS_NO_PACKAGE_CYCLES =
            slices().matching("io.tickgate.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule UNDERTOW_HAS_ONE_HOME = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".server..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule MARKET_KNOWS_NO_CLOCK_AND_NO_IO = noClasses()
            .that()
            .resideInAPackage(ROOT + ".market..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.time..", "java.util.concurrent..")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule VENUES_KNOW_NOTHING_OF_EACH_OTHER = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".coinbase..", ROOT + ".coincap..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".binance..");

    @ArchTest
    static final ArchRule PROTOCOL_KNOWS_NO_SERVER = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT + ".binance..",
                    ROOT + ".coinbase..",
                    ROOT + ".coincap..",
                    ROOT + ".rest..",
                    ROOT + ".tape..",
                    ROOT + ".stream..",
                    ROOT + ".fault..",
                    ROOT + ".recording..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".server..", ROOT + ".source..", ROOT);
}
