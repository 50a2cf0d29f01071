/** Text from outside, made fit for people. */
@NullMarked
package org.navicast.cast.words;

import org.jspecify.annotations.NullMarked;
