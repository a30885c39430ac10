"""Which files the readers are for, by their whole names: builds, clouds, servers, applications."""

from __future__ import annotations

from codebinder.detect.formats import apps, build, clients, cloud, installers, servers
from codebinder.detect.formats.catalogue import named

NAMES = named(
    ("zoo.cfg zkenv.sh zkserver.sh java.env zookeeper-env.sh zookeeper.properties", servers.zookeeper_digest),
    (".npmrc npmrc", build.npm),
    (".yarnrc.yml .yarnrc", (build.yarn, build.yarn_1)),
    (".pypirc pypirc", build.pypi),
    ("pip.conf pip.ini .pip.conf .condarc .pydistutils.cfg requirements.txt pipfile uv.toml", build.pip),
    ("auth.toml pdm.toml config.toml", build.poetry),
    ("settings.xml settings-security.xml maven-settings.xml m2settings.xml pom.xml", build.maven),
    ("gradle.properties", build.gradle),
    (
        (
            "keystore.properties key.properties signing.properties release.properties keystore.props "
            "android-keystore.properties release-signing.properties"
        ),
        build.signing,
    ),
    ("build.gradle build.gradle.kts", build.gradle_script),
    ("ant.properties build.properties", build.ant),
    ("nuget.config", build.nuget),
    (".bundle-config", build.bundle),
    ("auth.json", (build.composer, cloud.docker)),
    ("google-services.json", build.google_services),
    ("fastfile appfile matchfile gymfile deliverfile", build.fastlane),
    (
        "secrets.xml google_maps_api.xml api_keys.xml apikeys.xml keys.xml strings.xml androidmanifest.xml",
        build.android_strings,
    ),
    (
        "kubeconfig admin.conf kubelet.conf kubeconfig.yml kubeconfig.yaml kube.config bootstrap-kubelet.conf",
        cloud.kubeconfig,
    ),
    (
        (
            "values.yaml values.yml docker-compose.yml docker-compose.yaml compose.yml compose.yaml stack.yml "
            "stack.yaml docker-stack.yml docker-stack.yaml"
        ),
        cloud.helm_values,
    ),
    (".dockercfg .dockerconfigjson dockerconfig.json docker-config.json", cloud.docker),
    (".boto .s3cfg .s3curl .gsutil boto.cfg", (cloud.aws, cloud.tool_ini)),
    (
        (
            "rclone.conf .databrickscfg .ossutilconfig .sentryclirc .transifexrc .cos.conf .obsutilconfig .odpscmd "
            ".snowsql .tccli .bceconfig .aliyuncli .plotly .credentials .ossutil .qshell .coscmd .kaggle"
        ),
        cloud.tool_ini,
    ),
    (
        "credentials .aws-credentials aws_credentials aws-credentials awscredentials.properties awscredentials",
        (cloud.aws, build.gem, build.cargo),
    ),
    ("rootkey.csv accesskeys.csv credentials.csv", cloud.aws_csv),
    ("credentials.toml .cargo-credentials", build.cargo),
    (
        (
            "application_default_credentials.json client_secret.json client_secrets.json service-account.json "
            "service_account.json serviceaccount.json credentials.json gcloud.json token.json firebase-adminsdk.json "
            "legacy_credentials"
        ),
        (cloud.gcloud, clients.ftp_json),
    ),
    (
        (
            "accesstokens.json msal_token_cache.json serviceprincipal.json azureauth.json .azureauth azure.json "
            "local.settings.json azureprofile.json azurecreds.json azure-credentials.json"
        ),
        cloud.azure_json,
    ),
    (
        (
            "inventory hosts inventory.ini hosts.ini hosts.yml hosts.yaml inventory.yml inventory.yaml all.yml "
            "all.yaml ansible-hosts"
        ),
        cloud.ansible,
    ),
    (
        (
            ".tugboat .hub hub hosts.yml .doctl.yaml ngrok.yml .ngrok .lab.toml glab.yml .travis-cli.yml cli.yml "
            ".env.yml .cloudflared.yml doctl.yml .gh-token.yml"
        ),
        cloud.tool_yaml,
    ),
    (
        (
            "heroku.json .netlify.json firebase-tools.json kaggle.json credentials.tfrc.json .surgerc now.json "
            ".vercel-auth.json .exp.json tunnel.json salesforce.json .mc-config.json .config.json .aliyun-config.json "
            ".cloudflared.json"
        ),
        cloud.tool_json,
    ),
    (
        (
            ".vault-token .slack-token .gist .github-token .github_token .jenkins-token .consul-token .hex-token "
            ".pulumi-token .npm-token .rubygems-token .digitalocean-token"
        ),
        cloud.whole_token,
    ),
    (".travis.yml appveyor.yml .appveyor.yml", cloud.encrypted),
    ("redis.conf sentinel.conf users.acl redis-server.conf redis-sentinel.conf valkey.conf keydb.conf", servers.redis),
    (
        "mongodb-keyfile mongo-keyfile mongodb.key mongo.key mongodb_keyfile mongokey keyfile mongod.key replica.key",
        servers.mongo_key,
    ),
    (
        (
            "rabbitmq.conf rabbitmq.config advanced.config activemq.properties consumer.properties producer.properties "
            "kafka.properties client.properties connect-distributed.properties zookeeper.properties zoo.cfg "
            "mosquitto.conf credentials.properties ejabberd.cfg"
        ),
        servers.broker,
    ),
    ("definitions.json rabbitmq_definitions.json rabbitmq-definitions.json load_definition.json", servers.rabbit_json),
    ("mosquitto.conf mosquitto_passwd mosquitto.passwd pwfile mqtt_passwd", servers.mosquitto),
    ("tomcat-users.xml server.xml context.xml tomcat-users.xml.erb", servers.tomcat),
    ("server.xml security.xml bootstrap.xml", servers.websphere),
    ("mgmt-users.properties application-users.properties jmx-console-users.properties", servers.jboss_users),
    (
        (
            "standalone.xml standalone-full.xml standalone-ha.xml host.xml login-config.xml vault.xml jetty.xml "
            "jetty-ssl.xml activemq.xml broker.xml"
        ),
        servers.jboss_xml,
    ),
    ("domain.xml glassfish-resources.xml sun-resources.xml", (servers.glassfish, servers.jboss_xml)),
    ("boot.properties nm_password.properties", servers.weblogic_boot),
    (
        (
            "credentials.xml hudson.util.secret.xml com.cloudbees.plugins.credentials.xml jenkins.xml "
            "identity.key.enc.xml hudson.tasks.mailer.xml"
        ),
        servers.jenkins,
    ),
    (
        (
            "grafana.ini sonar.properties sonar-project.properties sonarqube.properties zabbix_server.conf "
            "zabbix_proxy.conf zabbix_agentd.conf airflow.cfg supervisord.conf supervisor.conf superset_config.py "
            "zabbix.conf.php nagios.cfg icinga.cfg icinga2.conf collectd.conf telegraf.conf influxdb.conf munin.conf "
            "odoo.conf openerp-server.conf .openerp-serverrc gitlab.rb app.ini superset.cfg graylog.conf server.conf"
        ),
        servers.monitoring,
    ),
    (
        (
            "alertmanager.yml alertmanager.yaml prometheus.yml prometheus.yaml elasticsearch.yml kibana.yml "
            "filebeat.yml metricbeat.yml logstash.yml elasticsearch-users.yml gitlab.yml datadog.yaml "
            "homeassistant-secrets.yaml"
        ),
        servers.monitoring_yaml,
    ),
    (
        (
            "sip.conf iax.conf manager.conf users.conf pjsip.conf extensions.conf res_mysql.conf cdr_mysql.conf "
            "res_odbc.conf cdr_pgsql.conf amportal.conf sip_additional.conf chan_dongle.conf ari.conf"
        ),
        servers.telephony,
    ),
    ("voicemail.conf", servers.voicemail),
    (
        (
            "proftpd.conf vsftpd.conf pure-ftpd.conf pureftpd-mysql.conf pureftpd-pgsql.conf pureftpd-ldap.conf "
            "pure-ftpd-mysql.conf sql.conf ldap.conf mysql.conf pgsql.conf pam_mysql.conf"
        ),
        servers.ftp_server,
    ),
    (
        (
            "dovecot-sql.conf dovecot-sql.conf.ext dovecot-ldap.conf dovecot-ldap.conf.ext dovecot.conf "
            "mysql-virtual.cf haproxy.cfg bitcoin.conf litecoin.conf dogecoin.conf geth.conf galera.conf amavisd.conf "
            "bacula-dir.conf bacula-fd.conf bacula-sd.conf bareos-dir.conf bconsole.conf pgbouncer.ini ddclient.conf "
            "inadyn.conf no-ip2.conf transmission-daemon.conf openvas.conf powerdns.conf pdns.conf monit.conf "
            "lighttpd-auth.conf"
        ),
        servers.database_server,
    ),
    ("squid.conf", servers.squid),
    ("groups.xml services.xml scheduledtasks.xml datasources.xml printers.xml drives.xml", installers.group_policy),
    ("unattend.xml autounattend.xml sysprep.xml unattended.xml", installers.unattend),
    ("sysprep.inf unattend.txt unattend.ini winnt.sif customsettings.ini", installers.unattend_ini),
    (
        "ks.cfg kickstart.cfg anaconda-ks.cfg preseed.cfg preseed.txt grub.cfg grub.conf menu.lst 40_custom preseed",
        installers.kickstart,
    ),
    ("ipmi.conf lan.conf freeipmi.conf ipmievd.conf bmc.conf ipmi-config.conf fence_ipmilan.conf", installers.ipmi),
    ("wp-config.php wp-config-sample.php wp-config-local.php local-config.php", apps.wordpress),
    (
        (
            "configuration.php settings.php settings.local.php env.php localconfiguration.php localsettings.php "
            "config.inc.php config.php config.local.php database.php db.php dbconfig.php dbconnect.php db_connect.php "
            "connect.php connection.php conn.php parameters.php app_config.php constants.php config.sample.php "
            "localconf.php adminsettings.php config-local.php auth.php secrets.php credentials.php db_config.php "
            "conf.php inc_config.php common.inc.php mysql.php global.php local.php additionalconfiguration.php app.php "
            "services.php mail.php queue.php cache.php broadcasting.php filesystems.php core.php"
        ),
        apps.php,
    ),
    ("local.xml", apps.magento_xml),
    (
        (
            "settings.py local_settings.py settings_local.py production.py prod.py dev.py development.py "
            "base_settings.py config.py secrets.py secret.py credentials.py keys.py staging.py local.py conf.py "
            "jupyter_notebook_config.py superset_config.py webserver_config.py config_local.py "
            "passwords.py app_config.py"
        ),
        apps.django,
    ),
    (
        (
            "secrets.yml database.yml mongoid.yml credentials.yml application.yml.rails email.yml smtp.yml "
            "amazon_s3.yml s3.yml redis.yml newrelic.yml settings.local.yml config.yml carrierwave.yml ldap.yml "
            "sunspot.yml storage.yml cable.yml secrets.yaml credentials.yaml figaro.yml"
        ),
        apps.rails_yaml,
    ),
    (
        (
            "secret_token.rb devise.rb session_store.rb carrierwave.rb omniauth.rb config.rb setup_mail.rb secret.rb "
            "secrets.rb smtp.rb production.rb mail.rb doorkeeper.rb stripe.rb"
        ),
        apps.rails_code,
    ),
    ("master.key credentials.key production.key development.key secret_key", apps.rails_master),
    (
        (
            ".env env.local dotenv .flaskenv .envrc environment .dev.vars env.sh .secrets secrets.env .env.vault.plain "
            "docker.env app.env production.env local.env"
        ),
        apps.dotenv,
    ),
    (
        (
            "parameters.yml parameters.yaml parameters.yml.dist parameters_dev.yml parameters_prod.yml config_prod.yml "
            "config_dev.yml"
        ),
        apps.symfony,
    ),
    (
        (
            "application.properties bootstrap.properties jdbc.properties db.properties database.properties "
            "datasource.properties hibernate.properties config.properties mail.properties c3p0.properties "
            "druid.properties redis.properties system.properties sysconfig.properties conf.properties "
            "log4j.properties quartz.properties liquibase.properties flyway.properties flyway.conf secrets.properties "
            "local.properties secure.properties"
        ),
        apps.spring_properties,
    ),
    ("application.yml application.yaml bootstrap.yml bootstrap.yaml", apps.spring_yaml),
    (
        (
            "application.conf reference.conf prod.secret.exs dev.secret.exs prod.exs dev.exs config.exs runtime.exs "
            "releases.exs test.exs config.js config.ts secrets.js keys.js credentials.js secret.js default.js "
            "knexfile.js ormconfig.js database.js db.js config.go secrets.go firebase.js environment.ts "
            "environment.prod.ts config.mjs dbconfig.js hibernate.cfg.groovy application.groovy config.groovy "
            "datasource.groovy config.lua secrets.h credentials.h arduino_secrets.h wifi_credentials.h config.swift "
            "secrets.swift config.dart"
        ),
        apps.app_code,
    ),
    (
        (
            "secrets.json credentials.json keys.json config.json settings.json appsettings.json ormconfig.json "
            "database.json db.json default.json production.json development.json env.json local.json parameters.json "
            "sequelize.json datasources.json config.local.json package.config.json usersecrets.json "
            "launchsettings.json .credentials.json auth.json secret.json passwords.json"
        ),
        apps.app_json,
    ),
    (
        "appsettings.json local.settings.json usersecrets.json launchsettings.json connectionstrings.json",
        apps.dotnet_strings,
    ),
    (
        (
            "config.yml config.yaml settings.yml settings.yaml secrets.yml secrets.yaml local.yml local.yaml vault.yml "
            "app.yaml app.yml serverless.yml production.yml production.yaml development.yml "
            "credentials.yml conf.yaml conf.yml database.yaml env.yml env.yaml variables.yml variables.yaml"
        ),
        apps.app_yaml,
    ),
    (
        (
            "config.ini settings.ini config.cfg settings.cfg config.toml settings.toml secrets.toml secrets.ini "
            "local.ini alembic.ini production.ini development.ini credentials.ini auth.ini database.ini db.ini "
            "conf.ini setting.ini app.conf config.conf .config app.config.ini credentials.cfg conf.cfg"
        ),
        apps.app_ini,
    ),
    (
        (
            "hibernate.cfg.xml persistence.xml applicationcontext.xml spring.xml beans.xml datasource.xml jdbc.xml "
            "spring-config.xml config.xml applicationcontext-db.xml ibatis.xml sqlmapconfig.xml c3p0-config.xml "
            "dispatcher-servlet.xml web.xml ejb-jar.xml applicationcontext-dao.xml log4j.xml"
        ),
        apps.app_xml,
    ),
)
"""Readers by the file's name in lower case."""
