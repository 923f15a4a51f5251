package payments;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.pulumi.exceptions.RunException;
import com.pulumi.resources.ComponentResource;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may use which. */
@AnalyzeClasses(packages = "payments", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_POINT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("stacks")
          .definedBy("payments")
          .layer("compute")
          .definedBy("payments.compute")
          .layer("edge")
          .definedBy("payments.edge")
          .layer("monitoring")
          .definedBy("payments.monitoring")
          .layer("network")
          .definedBy("payments.network")
          .layer("shared")
          .definedBy("payments.shared")
          .layer("data")
          .definedBy("payments.data")
          .layer("policy")
          .definedBy("payments.policy")
          .layer("settings")
          .definedBy("payments.settings")
          .layer("naming")
          .definedBy("payments.naming")
          .whereLayer("stacks")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("compute")
          .mayOnlyAccessLayers("data", "policy", "settings", "naming")
          .whereLayer("edge")
          .mayOnlyAccessLayers("policy", "settings", "naming")
          .whereLayer("monitoring")
          .mayOnlyAccessLayers("policy", "naming")
          .whereLayer("network")
          .mayOnlyAccessLayers("naming")
          .whereLayer("shared")
          .mayOnlyAccessLayers("data", "policy", "naming")
          .whereLayer("data")
          .mayOnlyAccessLayers("policy", "settings", "naming")
          .whereLayer("policy")
          .mayNotAccessAnyLayer()
          .whereLayer("settings")
          .mayOnlyAccessLayers("naming")
          .whereLayer("naming")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule NO_PACKAGE_IS_OUTSIDE_THE_RULE_ABOVE =
      classes()
          .should()
          .resideInAnyPackage(
              "payments",
              "payments.compute",
              "payments.edge",
              "payments.monitoring",
              "payments.network",
              "payments.shared",
              "payments.data",
              "payments.policy",
              "payments.settings",
              "payments.naming");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("payments.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ARITHMETIC_KNOWS_NOTHING_OF_PULUMI =
      noClasses()
          .that()
          .resideInAPackage("payments.naming")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.pulumi..");

  @ArchTest
  static final ArchRule SETTINGS_KNOW_ONLY_PULUMIS_WAY_TO_FAIL =
      noClasses()
          .that()
          .resideInAPackage("payments.settings")
          .should()
          .dependOnClassesThat(
              resideInAPackage("com.pulumi..").and(not(equivalentTo(RunException.class))));

  @ArchTest
  static final ArchRule POLICIES_KNOW_NO_RESOURCE =
      noClasses()
          .that()
          .resideInAPackage("payments.policy")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.pulumi.aws..", "com.pulumi.resources..");

  @ArchTest
  static final ArchRule ONLY_STACKS_ASK_THE_ENGINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("payments")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.pulumi.Context")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("com.pulumi.deployment..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.pulumi.resources.StackReference");

  @ArchTest
  static final ArchRule COMPONENTS_ARE_PUBLIC_AND_FINAL =
      classes()
          .that()
          .areAssignableTo(ComponentResource.class)
          .should()
          .bePublic()
          .andShould()
          .haveModifier(JavaModifier.FINAL)
          .andShould()
          .resideInAnyPackage("payments.(*)");

  @ArchTest
  static final ArchRule TOP_LEVEL_CLASSES_ARE_FINAL =
      classes()
          .that()
          .areTopLevelClasses()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .haveModifier(JavaModifier.FINAL);
}
