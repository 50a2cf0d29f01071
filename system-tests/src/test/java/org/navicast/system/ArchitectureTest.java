package org.navicast.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The table of arrows in ARCHITECTURE.md. */
@AnalyzeClasses(
    packages = "org.navicast",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  /** What modules share for their tests is packed beside them, where ArchUnit does not look. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule ONLY_THE_ARROWS_OF_THE_TABLE =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.navicast..")
          .layer("event")
          .definedBy("org.navicast.cast.event")
          .layer("json")
          .definedBy("org.navicast.cast.json")
          .layer("net")
          .definedBy("org.navicast.cast.net")
          .layer("retry")
          .definedBy("org.navicast.cast.retry")
          .layer("secure")
          .definedBy("org.navicast.cast.secure")
          .layer("auth")
          .definedBy("org.navicast.cast.auth")
          .layer("words")
          .definedBy("org.navicast.cast.words")
          .layer("outbox")
          .definedBy("org.navicast.cast.outbox")
          .layer("link")
          .definedBy("org.navicast.cast.link")
          .layer("publish")
          .definedBy("org.navicast.cast.publish")
          .layer("incoming")
          .definedBy("org.navicast.cast.incoming")
          .layer("subscription")
          .definedBy("org.navicast.cast.subscription")
          .layer("hub client")
          .definedBy("org.navicast.cast.hub")
          .layer("input")
          .definedBy("org.navicast.gateway.input")
          .layer("driver")
          .definedBy("org.navicast.gateway.driver")
          .layer("engine")
          .definedBy("org.navicast.gateway.engine")
          .layer("action")
          .definedBy("org.navicast.gateway.engine.action")
          .layer("runtime")
          .definedBy("org.navicast.gateway.runtime")
          .layer("hid report")
          .definedBy("org.navicast.driver.hid")
          .layer("io")
          .definedBy("org.navicast.driver.io")
          .layer("footswitch")
          .definedBy("org.navicast.driver.footswitch..")
          .layer("sixdof")
          .definedBy("org.navicast.driver.sixdof..")
          .layer("igtlink")
          .definedBy("org.navicast.driver.igtlink..")
          .layer("simulator")
          .definedBy("org.navicast.driver.simulator..")
          .layer("hub")
          .definedBy("org.navicast.hub..")
          .layer("app")
          .definedBy("org.navicast.app..")
          .whereLayer("event")
          .mayNotAccessAnyLayer()
          .whereLayer("net")
          .mayNotAccessAnyLayer()
          .whereLayer("words")
          .mayNotAccessAnyLayer()
          .whereLayer("retry")
          .mayNotAccessAnyLayer()
          .whereLayer("secure")
          .mayOnlyAccessLayers("words")
          .whereLayer("json")
          .mayOnlyAccessLayers("event")
          .whereLayer("outbox")
          .mayOnlyAccessLayers("event")
          .whereLayer("link")
          .mayOnlyAccessLayers("secure", "words")
          .whereLayer("publish")
          .mayOnlyAccessLayers("event", "json", "link", "outbox", "retry")
          .whereLayer("incoming")
          .mayOnlyAccessLayers("json", "link", "words")
          .whereLayer("subscription")
          .mayOnlyAccessLayers("auth", "incoming", "json", "link")
          .whereLayer("hub client")
          .mayOnlyAccessLayers(
              "auth",
              "event",
              "incoming",
              "json",
              "link",
              "net",
              "outbox",
              "publish",
              "retry",
              "secure",
              "subscription",
              "words")
          .whereLayer("auth")
          .mayOnlyAccessLayers("retry", "secure", "words")
          .whereLayer("input")
          .mayOnlyAccessLayers("words")
          .whereLayer("driver")
          .mayOnlyAccessLayers("input")
          .whereLayer("engine")
          .mayOnlyAccessLayers("input", "event")
          .whereLayer("action")
          .mayOnlyAccessLayers("engine", "input", "event")
          .whereLayer("runtime")
          .mayOnlyAccessLayers("input", "driver", "engine", "retry", "words")
          .whereLayer("hid report")
          .mayNotAccessAnyLayer()
          .whereLayer("io")
          .mayOnlyAccessLayers("hid report")
          .whereLayer("footswitch")
          .mayOnlyAccessLayers("driver", "input", "io", "hid report")
          .whereLayer("sixdof")
          .mayOnlyAccessLayers("driver", "input", "io", "hid report")
          .whereLayer("igtlink")
          .mayOnlyAccessLayers("driver", "input")
          .whereLayer("simulator")
          .mayOnlyAccessLayers("driver", "input")
          .whereLayer("hub")
          .mayOnlyAccessLayers("event", "json", "net", "words")
          .whereLayer("app")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule ROOMS_OF_THE_HUB =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.navicast.hub..")
          .ensureAllClassesAreContainedInArchitectureIgnoring(
              resideOutsideOfPackage("org.navicast.hub.."))
          .layer("wiring")
          .definedBy("org.navicast.hub")
          .layer("http")
          .definedBy("org.navicast.hub.http")
          .layer("page")
          .definedBy("org.navicast.hub.page")
          .layer("engine")
          .definedBy("org.navicast.hub.engine")
          .layer("cluster")
          .definedBy("org.navicast.hub.cluster")
          .layer("envelope")
          .definedBy("org.navicast.hub.envelope")
          .layer("inflow")
          .definedBy("org.navicast.hub.inflow")
          .layer("door")
          .definedBy("org.navicast.hub.door")
          .layer("file")
          .definedBy("org.navicast.hub.file")
          .layer("fhircast")
          .definedBy("org.navicast.hub.fhircast")
          .layer("subscription")
          .definedBy("org.navicast.hub.subscription")
          .layer("conference")
          .definedBy("org.navicast.hub.conference")
          .layer("delivery")
          .definedBy("org.navicast.hub.delivery")
          .layer("request")
          .definedBy("org.navicast.hub.request")
          .layer("node")
          .definedBy("org.navicast.hub.node")
          .whereLayer("wiring")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("http")
          .mayNotAccessAnyLayer()
          .whereLayer("page")
          .mayNotAccessAnyLayer()
          .whereLayer("engine")
          .mayNotAccessAnyLayer()
          .whereLayer("cluster")
          .mayNotAccessAnyLayer()
          .whereLayer("fhircast")
          .mayNotAccessAnyLayer()
          .whereLayer("envelope")
          .mayOnlyAccessLayers("http")
          .whereLayer("inflow")
          .mayOnlyAccessLayers("http")
          .whereLayer("door")
          .mayOnlyAccessLayers("cluster", "envelope", "http")
          .whereLayer("file")
          .mayOnlyAccessLayers("cluster", "door", "envelope", "http", "inflow")
          .whereLayer("subscription")
          .mayOnlyAccessLayers("door", "envelope", "fhircast", "http")
          .whereLayer("conference")
          .mayOnlyAccessLayers("cluster", "door", "http", "subscription")
          .whereLayer("delivery")
          .mayOnlyAccessLayers(
              "conference", "envelope", "fhircast", "http", "inflow", "subscription")
          .whereLayer("request")
          .mayOnlyAccessLayers("delivery", "engine", "envelope", "http", "inflow", "subscription")
          .whereLayer("node")
          .mayOnlyAccessLayers(
              "cluster",
              "conference",
              "delivery",
              "engine",
              "envelope",
              "file",
              "http",
              "request",
              "subscription");

  @ArchTest
  static final ArchRule ROOMS_OF_THE_HUB_HAVE_NO_CIRCLES =
      slices().matching("org.navicast.hub.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule HARDWARE_LIBRARIES_ARE_NAMED_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.navicast.driver.io..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fazecast..", "org.hid4java..", "com.pi4j..");

  @ArchTest
  static final ArchRule NATS_IS_NAMED_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.navicast.hub.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.nats..");

  @ArchTest
  static final ArchRule PURE_ROOMS_OF_THE_HUB_NEED_NO_HUB =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.navicast.hub.engine..",
              "org.navicast.hub.cluster..",
              "org.navicast.hub.fhircast..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.navicast.hub", "org.navicast.cast..", "io.netty..");

  @ArchTest
  static final ArchRule THE_ENGINE_READS_NO_CLOCK_AND_NAMES_NO_LIBRARY =
      classes()
          .that()
          .resideInAnyPackage(
              "org.navicast.gateway.engine..",
              "org.navicast.gateway.input..",
              "org.navicast.cast.event..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..", "java.util..", "org.navicast..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule NOTHING_BELOW_THE_APP_READS_A_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.navicast.gateway..",
              "org.navicast.cast..",
              "org.navicast.driver.footswitch..",
              "org.navicast.driver.sixdof..",
              "org.navicast.driver.igtlink..")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Math.class, "random");

  /** What is printed there could stop whoever prints, and would be as foreign as it came. */
  @ArchTest
  static final ArchRule NOBODY_PRINTS_PAST_THE_LOG =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.navicast.gateway..",
              "org.navicast.cast..",
              "org.navicast.driver..",
              "org.navicast.hub..",
              "org.navicast.app..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
      slices().matching("org.navicast.(*).(*)..").should().beFreeOfCycles();
}
