"""What a request costs: ecctrain beside a bare Django project, on the same machine in the same minute."""
