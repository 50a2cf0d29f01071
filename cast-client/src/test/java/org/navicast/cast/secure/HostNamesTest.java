package org.navicast.cast.secure;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTest {
  @ParameterizedTest
  @CsvSource({
    "hub.test, hub.test",
    "HUB.test, hub.TEST",
    "*.clinic.test, hub.clinic.test",
  })
  void aNameIsForItsHost(String name, String host) {
    var certificate = TestCertificate.of("hub").forName(name).make().certificate();
    assertThatNoException().isThrownBy(() -> HostNames.check(certificate, host));
  }

  @ParameterizedTest
  @CsvSource({
    "h*b.test, hub.test",
    "h*.clinic.test, hub.clinic.test",
    "*b.clinic.test, hub.clinic.test",
    "*.test, hub.test",
    "*, hub",
    "*.*.test, hub.clinic.test",
    "*.clinic.test, a.hub.clinic.test",
    "*.clinic.test, clinic.test",
    "hub.test, hub.test.example",
  })
  void aNameIsForNoOther(String name, String host) {
    var certificate = TestCertificate.of("hub").forName(name).make().certificate();
    assertThatExceptionOfType(HubRefusedException.class)
        .isThrownBy(() -> HostNames.check(certificate, host))
        .withMessageContaining("not for " + host);
  }

  @Test
  void aCommonNameAloneIsNone() {
    var certificate = TestCertificate.of("hub.test").withoutNames().make().certificate();
    assertThatExceptionOfType(HubRefusedException.class)
        .isThrownBy(() -> HostNames.check(certificate, "hub.test"))
        .withMessageContaining("subjectAltName");
  }
}
