package org.navicast.cast.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectHostsTest {
  @ParameterizedTest
  @CsvSource({
    "'', hub.clinic.example, false",
    "'*', hub.clinic.example, true",
    "hub.clinic.example, hub.clinic.example, true",
    "hub.clinic.example, HUB.Clinic.Example, true",
    "clinic.example, hub.clinic.example, true",
    "clinic.example, myclinic.example, false",
    ".clinic.example, hub.clinic.example, true",
    ".clinic.example, clinic.example, false",
    "*.clinic.example, hub.clinic.example, true",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.0.0.0/8, 10.1.2.3, true",
    "10.0.0.0/8, 11.1.2.3, false",
    "10.0.0.0/8, hub.clinic.example, false",
    "0.0.0.0/0, 11.1.2.3, true",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "fd00::/8, 10.1.2.3, false",
    "::1, 0:0:0:0:0:0:0:1, true",
    "'a.example , 10.0.0.0/8', 10.9.9.9, true",
  })
  void isReachedDirectly(String list, String host, boolean direct) {
    assertEquals(direct, DirectHosts.parse(list).contains(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1", "a b", "http://a", "."})
  void isRefused(String list) {
    assertThrows(IllegalArgumentException.class, () -> DirectHosts.parse(list));
  }
}
