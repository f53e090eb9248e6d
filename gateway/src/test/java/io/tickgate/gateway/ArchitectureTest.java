package io.tickgate.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Boundaries of the gateway. */
@AnalyzeClasses(packages = "io.tickgate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule GATEWAY_KNOWS_THE_ENGINE_THROUGH_ITS_PUBLISHED_INTERFACE = classes()
            .that()
            .resideInAPackage("io.tickgate.gateway..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.tickgate.gateway..",
                    "io.tickgate.publish",
                    // What is asked of windows of time, and the rule that says what touches.
                    "io.tickgate.history",
                    "io.tickgate.touch",
                    "io.tickgate.record",
                    "io.tickgate.input",
                    "io.tickgate.pairs",
                    // What it may ask of proofs, and what an answer is; not the keys nor the chain.
                    "io.tickgate.proof",
                    "io.tickgate.proof.acceptance",
                    "io.tickgate.proof.receipt",
                    "io.tickgate.status",
                    "java..",
                    "javax..",
                    "io.undertow..",
                    "org.xnio..",
                    "org.agrona..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule UNDERTOW_LIVES_IN_HTTP_AND_WS = noClasses()
            .that()
            .resideOutsideOfPackages("io.tickgate.gateway.http", "io.tickgate.gateway.ws")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.tickgate.(gateway..)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_GATEWAY = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickgate.gateway..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tickgate.gateway..");
}
