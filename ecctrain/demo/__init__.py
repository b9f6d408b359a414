"""The demo practice: who is in it, what is written for them, how they live it, and the writing of it all."""
