package io.tickgate.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.tickgate", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule shouldBeKnownToNobody = noClasses()
            .that()
            .resideOutsideOfPackage("io.tickgate.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tickgate.cli..");

    @ArchTest
    static final ArchRule shouldLeaveTheLibrariesToTheirHomes = noClasses()
            .that()
            .resideInAPackage("io.tickgate.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.lmax..", "net.openhft..", "redis..", "io.undertow..", "org.xnio..");
}
