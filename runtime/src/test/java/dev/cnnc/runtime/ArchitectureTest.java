package dev.cnnc.runtime;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the runtime's packages, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "dev.cnnc.runtime", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.cnnc.runtime";

    /** One word that every package says to the user; it depends on nothing. */
    private static final String EXCEPTION = "dev\\.cnnc\\.runtime\\.CnncException";

    @ArchTest
    static final ArchRule ARROWS_POINT_ONE_WAY = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("root").definedBy(ROOT)
            .layer("train").definedBy(ROOT + ".train..")
            .layer("data").definedBy(ROOT + ".data..")
            .layer("op").definedBy(ROOT + ".op..")
            .layer("vector").definedBy(ROOT + ".kernel.vector..")
            .layer("kernel").definedBy(ROOT + ".kernel")
            .layer("parallel").definedBy(ROOT + ".parallel..")
            .layer("io").definedBy(ROOT + ".io..")
            .whereLayer("root").mayNotBeAccessedByAnyLayer()
            .whereLayer("train").mayOnlyBeAccessedByLayers("root")
            .whereLayer("data").mayOnlyBeAccessedByLayers("root", "train")
            .whereLayer("op").mayOnlyBeAccessedByLayers("root", "train")
            .whereLayer("vector").mayNotBeAccessedByAnyLayer()
            .whereLayer("kernel").mayOnlyBeAccessedByLayers("root", "train", "op", "vector")
            .whereLayer("parallel").mayOnlyBeAccessedByLayers("root", "train", "op", "kernel", "vector")
            .whereLayer("io").mayOnlyBeAccessedByLayers("root", "data", "train")
            .ignoreDependency(alwaysTrue(), nameMatching(EXCEPTION));

    @ArchTest
    static final ArchRule THE_EXCEPTION_DEPENDS_ON_NOTHING =
            classes().that(nameMatching(EXCEPTION)).should().onlyDependOnClassesThat(
                    resideInAPackage("java.lang").or(nameMatching(EXCEPTION)));

    @ArchTest
    static final ArchRule ONLY_ONE_PACKAGE_NEEDS_THE_VECTOR_API =
            noClasses().that().resideOutsideOfPackage(ROOT + ".kernel.vector..")
                    .should().dependOnClassesThat().resideInAPackage("jdk.incubator.vector..");

    @ArchTest
    static final ArchRule THERE_IS_NO_THIRD_PARTY =
            classes().should().onlyDependOnClassesThat(
                    resideInAnyPackage(ROOT + "..", "java..", "javax.imageio..", "jdk.incubator.vector.."));

    @ArchTest
    static final ArchRule FILES_ARE_WRITTEN_IN_ONE_PLACE =
            noClasses().that().doNotHaveFullyQualifiedName(ROOT + ".io.AtomicFile")
                    .should().dependOnClassesThat().haveNameMatching(
                            "java\\.io\\.(FileOutputStream|FileWriter|RandomAccessFile)"
                                    + "|java\\.nio\\.file\\.StandardCopyOption");

    @ArchTest
    static final ArchRule NO_FILE_NAMES_A_CLASS =
            noClasses().should().dependOnClassesThat().haveNameMatching("java\\.io\\.ObjectInputStream");
}
