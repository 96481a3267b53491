package dev.tenk.local.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout that CONTRIBUTING describes, held by rules over the classes of all modules. */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of("platform", "contract", "user-service", "media-service", "worker-service");
  private static final String[] SERVICES = {
    "dev.tenk.user..", "dev.tenk.media..", "dev.tenk.worker.."
  };
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importPaths(
              MODULES.stream().map(module -> Path.of("..", module, "target", "classes")).toList());

  @ParameterizedTest
  @ValueSource(strings = {"user", "media", "worker", "platform"})
  void featuresAreFreeOfCycles(String module) {
    slices().matching("dev.tenk." + module + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void resourcesLeaveRepositoriesToServices() {
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Repository")
        .check(CLASSES);
  }

  @Test
  void entitiesStayOutOfTheSignaturesOfResources() {
    methods()
        .that()
        .areDeclaredInClassesThat()
        .haveSimpleNameEndingWith("Resource")
        .should(notMentionEntities())
        .check(CLASSES);
  }

  @Test
  void platformKnowsNoService() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenk.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(SERVICES)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("dev.tenk.contract..")
        .check(CLASSES);
  }

  /** So that it can be taken out and published. */
  @Test
  void theCacheNeedsNothingOfTenkButRedis() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenk.platform.cache..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of another part of Tenk",
                (JavaClass other) ->
                    other.getPackageName().startsWith("dev.tenk.")
                        && !other.getPackageName().startsWith("dev.tenk.platform.cache")
                        && !other.getPackageName().equals("dev.tenk.platform.redis")))
        .check(CLASSES);
  }

  /** Native images have what Caffeine generates only where its names are registered. */
  @Test
  void whoBuildsACacheNamesWhatCaffeineGenerates() {
    noClasses()
        .that()
        .areNotAnnotatedWith(RegisterForReflection.class)
        .should()
        .callMethod(Caffeine.class, "build")
        .orShould()
        .callMethod(Caffeine.class, "build", CacheLoader.class)
        .check(CLASSES);
  }

  @Test
  void contractKnowsNobody() {
    noClasses()
        .that()
        .resideInAPackage("dev.tenk.contract..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of another module",
                (JavaClass other) ->
                    other.getPackageName().startsWith("dev.tenk.")
                        && !other.getPackageName().startsWith("dev.tenk.contract")))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "media", "worker"})
  void servicesDoNotKnowEachOther(String service) {
    String[] others =
        List.of(SERVICES).stream()
            .filter(name -> !name.equals("dev.tenk." + service + ".."))
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.tenk." + service + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }

  private static ArchCondition<JavaMethod> notMentionEntities() {
    return new ArchCondition<>("not mention entities") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        for (JavaClass type : method.getAllInvolvedRawTypes()) {
          if (type.isAnnotatedWith("jakarta.persistence.Entity")) {
            events.add(
                SimpleConditionEvent.violated(
                    method, method.getFullName() + " mentions " + type.getName()));
          }
        }
      }
    };
  }
}
