package org.navicast.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.engine.action.Profiles;

/**
 * When another profile is on than the one that is named at the root: an item of the list {@code
 * profile-when}.
 */
record ChoiceSection(ConfigDocument profile, Set<String> modalities, Set<String> viewers) {
  private static final Key<List<String>> MODALITY =
      Key.list(
          "modality",
          ValueType.Text.matching(
              "[A-Za-z][A-Za-z0-9]{0,15}", "is none; give codes of DICOM, as [CT, XA]"),
          "It is on while a study of one of these modalities is open.");
  private static final Key<List<String>> VIEWER =
      Key.list(
          "viewer",
          ValueType.Text.ANY,
          "It is on while one of these products is among the viewers.");
  private static final Key<List<Settings>> WHEN =
      Key.sections(
          "profile-when",
          ProfileFile.SHAPE.and(Shape.of(MODALITY, VIEWER)),
          "When another profile is on; the first that fits.");

  /** The key of the root. */
  static final Shape SHAPE = Shape.of(WHEN);

  /** All items. */
  static List<ChoiceSection> readAll(Settings root) throws SettingsException {
    Refusals refusals = new Refusals();
    if (!root.get(WHEN).isEmpty()
        && !root.has(ProfileFile.PROFILE)
        && !root.has(ProfileFile.FILE)) {
      refusals.add(
          root.wrong(WHEN, "has nothing to come back to; give profile or profile-file, too"));
    }
    Optional<List<ChoiceSection>> read =
        refusals.collect(() -> root.each(WHEN, ChoiceSection::read));
    refusals.throwIfAny();
    return read.orElseThrow();
  }

  private static ChoiceSection read(Settings section) throws SettingsException {
    Set<String> modalities =
        section.get(MODALITY).stream()
            .map(code -> code.toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    Set<String> viewers = Set.copyOf(section.get(VIEWER));
    Refusals refusals = new Refusals();
    if (modalities.isEmpty() && viewers.isEmpty()) {
      refusals.add(
          section.wrong(MODALITY, "is missing, and so is viewer; give one of them or both"));
    }
    Optional<ConfigDocument> profile =
        refusals.collect(
            () ->
                ProfileFile.named(section)
                    .orElseThrow(
                        () ->
                            section.wrong(
                                ProfileFile.PROFILE, "is missing; give it or profile-file")));
    refusals.throwIfAny();
    return new ChoiceSection(profile.orElseThrow(), modalities, viewers);
  }

  /** The choice, once its profile is read. */
  Profiles.Choice with(Profile read) {
    return new Profiles.Choice(read, modalities, viewers);
  }
}
