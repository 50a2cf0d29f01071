/** Learns the controls of a device from a person, and writes them as a configuration. */
@NullMarked
package org.navicast.app.learn;

import org.jspecify.annotations.NullMarked;
