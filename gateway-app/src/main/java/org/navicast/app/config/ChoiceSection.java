package org.navicast.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.engine.action.Profiles;

/**
 * When another profile is on than the one that is named at the root: an item of the list {@code
 * profile-when}.
 */
record ChoiceSection(ConfigDocument profile, Set<String> modalities, Set<String> viewers) {
  private static final String WHEN = "profile-when";
  private static final String MODALITY = "modality";
  private static final String VIEWER = "viewer";

  /** All items, as far as they are good. */
  static List<ChoiceSection> readAll(Settings root, Complaints complaints)
      throws SettingsException {
    List<Settings> sections = root.sections(WHEN);
    if (!sections.isEmpty() && !root.has(ProfileFile.PROFILE) && !root.has(ProfileFile.FILE)) {
      throw root.wrong(WHEN, "has nothing to come back to; give profile or profile-file, too");
    }
    List<ChoiceSection> choices = new ArrayList<>();
    for (Settings section : sections) {
      complaints.collect(() -> read(section)).ifPresent(choices::add);
    }
    return choices;
  }

  private static ChoiceSection read(Settings section) throws SettingsException {
    Set<String> modalities = new HashSet<>();
    for (String modality : section.texts(MODALITY)) {
      if (!modality.matches("[A-Za-z][A-Za-z0-9]{0,15}")) {
        throw section.wrong(MODALITY, "has \"" + modality + "\"; give codes of DICOM, as [CT, XA]");
      }
      modalities.add(modality.toUpperCase(Locale.ROOT));
    }
    Set<String> viewers = new HashSet<>(section.texts(VIEWER));
    if (modalities.isEmpty() && viewers.isEmpty()) {
      throw section.wrong(MODALITY, "is missing, and so is viewer; give one of them or both");
    }
    Optional<ConfigDocument> profile = ConfigReader.profileOf(section);
    section.rejectUnknown();
    return new ChoiceSection(
        profile.orElseThrow(
            () -> section.wrong(ProfileFile.PROFILE, "is missing; give it or profile-file")),
        modalities,
        viewers);
  }

  /** The choice, once its profile is read. */
  Profiles.Choice with(Profile read) {
    return new Profiles.Choice(read, modalities, viewers);
  }
}
