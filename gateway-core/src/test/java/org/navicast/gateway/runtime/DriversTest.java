package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.driver.DriverProvider;

class DriversTest {
  private static final class Other extends FakeProvider {
    @Override
    public String id() {
      return "another";
    }
  }

  private final FakeProvider fake = new FakeProvider();
  private final Other other = new Other();

  @Test
  void aDriverIsFoundByItsId() {
    Drivers drivers = Drivers.of(List.of(fake, other));

    assertSame(fake, drivers.provider("fake"));
    assertEquals(
        List.of("another", "fake"), drivers.all().stream().map(DriverProvider::id).toList());
  }

  @Test
  void anUnknownIdIsAnsweredWithThoseThatAreKnown() {
    Drivers drivers = Drivers.of(List.of(fake, other));

    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> drivers.provider("pedal"));
    assertEquals("no driver is called pedal; known are another, fake", refused.getMessage());
  }

  @Test
  void twoDriversWithOneIdDoNotStart() {
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> Drivers.of(List.of(fake, new FakeProvider() {})));

    assertEquals(
        "two drivers have the id fake: org.navicast.gateway.runtime.FakeProvider and "
            + "org.navicast.gateway.runtime.DriversTest$1; take one of them off the class path",
        refused.getMessage());
  }

  @Test
  void whatIsOnTheClassPathIsLoaded() {
    assertEquals(List.of(), List.copyOf(Drivers.load().all()));
  }
}
