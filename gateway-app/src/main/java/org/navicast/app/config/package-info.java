/** The configuration file: from YAML to records, every refusal with its line and column. */
@NullMarked
package org.navicast.app.config;

import org.jspecify.annotations.NullMarked;
