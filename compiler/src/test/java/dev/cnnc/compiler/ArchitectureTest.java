package dev.cnnc.compiler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows between the compiler's packages: one line, and nobody reaches to the right. */
class ArchitectureTest {

    private static final String BASE = "dev.cnnc.compiler";

    /** Each may use those before it. The command line may use all. */
    private static final List<String> ORDER = List.of("diagnostic", "value", "tensor", "program", "layer", "graph",
            "train", "elaborate", "infer", "lint", "pass", "lower", "plan", "codegen", "jar", "observe",
            "picture", "visual", "datasets", "profile", "report", "cli");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.cnnc");
    }

    @Test
    void dataFlowsOneWay() {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> BASE + "." + name + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses().that().resideInAPackage(BASE + "." + ORDER.get(i) + "..")
                        .should().dependOnClassesThat().resideInAnyPackage(later)
                        .allowEmptyShould(true)
                        .check(classes);
            }
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        noClasses().that().resideInAPackage(BASE + "..")
                .should().resideOutsideOfPackages(placed())
                .check(classes);
    }

    private static String[] placed() {
        List<String> packages = new ArrayList<>(
                ORDER.stream().map(name -> BASE + "." + name + "..").toList());
        packages.add(BASE);
        return packages.toArray(String[]::new);
    }

    @Test
    void stagesDoNotKnowThePipelineThatJoinsThem() {
        noClasses().that().resideInAnyPackage(
                        ORDER.subList(0, ORDER.indexOf("report")).stream()
                                .map(name -> BASE + "." + name + "..")
                                .toArray(String[]::new))
                .should().dependOnClassesThat().resideInAPackage(BASE)
                .check(classes);
    }

    @Test
    void javaPoetStaysInCodeGenerationAndAntlrInTheGrammar() {
        noClasses().that().resideInAPackage("dev.cnnc..").and().resideOutsideOfPackage(BASE + ".codegen..")
                .should().dependOnClassesThat().resideInAPackage("com.palantir.javapoet..")
                .check(classes);
        noClasses().that().resideInAPackage(BASE + "..")
                .should().dependOnClassesThat().resideInAPackage("org.antlr..")
                .check(classes);
    }

    @Test
    void theRuntimeKnowsNothingOfTheCompiler() {
        noClasses().that().resideInAPackage("dev.cnnc.runtime..")
                .should().dependOnClassesThat().resideInAnyPackage(BASE + "..", "dev.cnnc.grammar..")
                .check(classes);
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        noClasses().that().resideInAPackage(BASE + "..").and().resideOutsideOfPackage(BASE + ".cli..")
                .should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .orShould().callMethod(System.class, "exit", int.class)
                .check(classes);
    }
}
