package org.navicast.app.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.navicast.app.config.LoneProfile;
import org.navicast.app.config.ProfileFile;

final class ProfilePictureTest {
  static final List<String> SHIPPED = ProfileFile.SHIPPED;

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void theCommittedPictureIsWhatIsDrawn(String name) throws Exception {
    assertThat(Files.readString(Path.of("../docs/profiles", name + ".svg")))
        .as("draw it anew: ./navicast profile draw %1$s -o docs/profiles/%1$s.svg", name)
        .isEqualTo(drawn(name));
  }

  @Test
  void whatAFileSaysCannotLeaveTheText(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        profile: mine
        modes:
          - name: only
            desk:
              "<b>&": { tap: { action: slice.next, value: 5 } }
              other: { hold: site.light }
              <b>&+other: { press: view.reset }
        """);
    assertThat(drawn(file.toString()))
        .contains("&lt;b&gt;&amp;", "slice.next 5", "site.light", "together", "mode only")
        .doesNotContain("<b>");
  }

  private static String drawn(String profile) throws Exception {
    LoneProfile read = LoneProfile.read(profile);
    return ProfilePicture.of(read.profile(), read.devices());
  }
}
