package org.navicast.hub.fhircast;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Patient-open",
        "imagingstudy-CLOSE",
        "DiagnosticReport-update",
        "DiagnosticReport-select",
        "Home-open",
        "syncerror",
        "UserLogout",
        "UserHibernate",
        "org.navicast.navi_button",
        "com.example.researchstudy_transmogrify"
      })
  void namesOfFhircast(String name) {
    assertTrue(EventNames.isFhircast(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "navi-button",
        "navi-device",
        "status-request",
        "subscription-removed",
        "conference-start",
        "dicom-send",
        "*",
        "Patient-*",
        "org.*",
        "a.",
        ".b",
        "com.example.some-thing",
        "none",
        ""
      })
  void namesOfOthers(String name) {
    assertFalse(EventNames.isFhircast(name));
  }
}
